/** What a member holds for certain of a case: from a wrap and the report that it opens. */
import type { StandingOfReport } from "../body.ts";
import { readBody } from "../body/rules.ts";
import { caseIdOf } from "../case_id.ts";
import { openEnvelope, type Opened } from "../envelope.ts";
import { SealingError } from "../failure.ts";
import type { Identity } from "../identity.ts";
import { keyIdOf } from "../key_id.ts";
import type { KeyringChain } from "../keyring/chain.ts";
import type { PinnedCase, Served } from "../thread.ts";
import type { OpenedWrap } from "../wrap.ts";

/**
 * Why a whole case is shown as damaged:
 *
 * - `no-report`: the server shows no report that opens, nor a strike that says what the case stands on
 * - `not-this-case`: wrap and report do not make the id that the wrap names: one of them is another case's
 */
export type CaseErrorKind = "no-report" | "not-this-case";

/** A case that cannot be told from a forged one. */
export class CaseError extends SealingError<CaseErrorKind> {
  constructor(kind: CaseErrorKind) {
    super("CaseError", kind, kind === "no-report" ? "the case has no report" : "wrap and report do not belong together");
  }
}

/**
 * Recomputes the case id from the wrap's channel, first key and reporter's key and from the report's recipient and whom
 * it was shared with, and pins all of them.
 *
 * Where the report has been struck and is gone, a strike says what it stood on. The case id binds all of that;
 * who struck it is judged when the conversation is verified.
 *
 * @throws {@link CaseError}
 */
export async function pinCase(
  wrap: OpenedWrap,
  conversation: readonly Served[],
  chain: KeyringChain,
): Promise<PinnedCase> {
  const { case: id, channel, keys, verify } = wrap;
  const report = await readReport(wrap, conversation, chain);
  if (report === null) throw new CaseError("no-report");
  const { recipient } = keys[0];
  const { reporter, wrapped, excluded } = report;
  if (!makesCase(wrap, report)) throw new CaseError("not-this-case");
  return { id, channel, recipient, reporter, verify, wrapped, excluded };
}

async function readReport(
  wrap: OpenedWrap,
  conversation: readonly Served[],
  chain: KeyringChain,
): Promise<StandingOfReport | null> {
  const first = conversation.find(({ n }) => n === 0);
  if (first === undefined) return null;
  const { file } = first;
  if ("gone" in file) return readRemains(wrap, conversation, chain);
  try {
    const opened = await openEnvelope("conversation", wrap.keys[0], file);
    const verified = opened.verify((by) => (by === keyIdOf(wrap.verify) ? wrap.verify : null));
    if (verified.kind !== "report") return null;
    const report = readBody("report", verified.body);
    return report.case === wrap.case && report.channel === wrap.channel ? report : null;
  } catch (error) {
    if (error instanceof SealingError) return null;
    throw error;
  }
}

/** What a strike of the report says it stood on: the first that makes this case. */
async function readRemains(
  wrap: OpenedWrap,
  conversation: readonly Served[],
  chain: KeyringChain,
): Promise<StandingOfReport | null> {
  for (const { file } of [...conversation].sort((one, other) => one.n - other.n)) {
    const opened = "gone" in file ? null : await openWithAny(wrap.keys, file);
    if (opened?.kind !== "strike") continue;
    try {
      const strike = readBody("strike", opened.verify((by) => chain.authorKey(by)).body);
      const report = strike.thread === "c" ? strike.proposes?.report : null;
      if (report && makesCase(wrap, report)) return report;
    } catch (error) {
      // A strike that does not verify says nothing; the conversation shows it as damaged.
      if (!(error instanceof SealingError)) throw error;
    }
  }
  return null;
}

/** Whether a report that states this makes the case id of the wrap. */
function makesCase({ case: id, channel, keys, verify }: OpenedWrap, report: StandingOfReport): boolean {
  return report.verify === verify && caseIdOf(channel, keys[0].recipient, report.reporter, verify, report) === id;
}

async function openWithAny(
  keys: readonly Identity<"case">[],
  file: Uint8Array<ArrayBuffer>,
): Promise<Opened | null> {
  for (const key of keys) {
    try {
      return await openEnvelope("conversation", key, file);
    } catch (error) {
      if (!(error instanceof SealingError)) throw error;
    }
  }
  return null;
}
