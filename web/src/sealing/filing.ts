/**
 * Filing on the browser path (PROTOCOL.md section 7), after the keyring was verified (`keyring/chain.ts`) and the
 * reporter was asked whom the report concerns (`exclusion.ts`): the code, everything sealed, and what must come back.
 */
import type { BodyOf, Path } from "./body.ts";
import { sealAnchor } from "./anchor.ts";
import { caseIdBytes, caseIdOf, type CaseId } from "./case_id.ts";
import { newCode, type CaseCode } from "./code.ts";
import { sealContactDetails } from "./contact.ts";
import type { Day } from "./day.ts";
import { digestFromBytes, digestOf, labelledDigest, ZERO_DIGEST, type Digest } from "./digest.ts";
import { sealEnvelope } from "./envelope.ts";
import type { Receiver, Sharing } from "./exclusion.ts";
import type { FileReference } from "./file.ts";
import type { Sealed } from "./gate.ts";
import type { Holder } from "./holder.ts";
import { newIdentity, type Identity } from "./identity.ts";
import { keyIdOf, type KeyId } from "./key_id.ts";
import { nameable, type Designated } from "./keyring.ts";
import type { Epoch } from "./keyring/chain.ts";
import { reporterKeys, type ReporterKeys } from "./reporter.ts";
import type { Secret } from "./secret.ts";
import type { Next } from "./thread.ts";
import { sealWrap } from "./wrap.ts";
import { throwAway, writeBody, type Author } from "./write.ts";

/** A case in the making: its code, the keys of the code, and the case's own key of generation 0. */
export interface NewCase {
  readonly code: CaseCode;
  readonly keys: ReporterKeys;
  readonly identity: Identity<"case">;
}

/** Makes the code and the keys of a new case. Files lie under `keys.locator` until the report adopts them. */
export function newCase(): NewCase {
  const code = newCode("case");
  return { code, keys: reporterKeys(code), identity: newIdentity<"case">() };
}

/** What a reporter has to say. */
export interface Report {
  readonly language: string;
  /** Each question once, by its name in the channel's settings; answers as `asText` makes them. */
  readonly answers: BodyOf<"report">["answers"];
  /** Files that are sealed and uploaded already. */
  readonly files: readonly FileReference[];
  /** Who the reporter is; empty where they do not say. */
  readonly contact: string;
}

/** All that the one signed request carries. */
export interface Filing {
  readonly case: CaseId;
  readonly locator: Digest;
  readonly report: Sealed<"conversation">;
  readonly contact: Sealed<"conversation">;
  readonly anchor: Sealed<"anchor">;
  readonly wraps: readonly { readonly holder: Holder; readonly to: KeyId; readonly sealed: Sealed<"wrap"> }[];
  /** What enters the audit log. */
  readonly leaf: Digest;
  /** The files that the filing adopts. */
  readonly files: readonly FileReference[];
}

/** The leaf of the audit log: SHA-256(`sigill/v1/filed` 0x00 ‖ salt ‖ case id). Only who has the salt can tell whose. */
export function leafOf(receipt: Secret<"receipt">, id: CaseId): Digest {
  return labelledDigest("filed", receipt.expose(), caseIdBytes(id));
}

/**
 * Seals everything that a filing sends.
 *
 * @param epoch - verified, and good for filing on `day` by its status
 * @param path - `desk` where a handler enters what came by telephone, by letter or in a meeting
 * @throws ContactError when contact details were given that nobody could open
 * @throws SchemaError when the report breaks a rule of its schema: too long, too many files
 */
export async function sealFiling(
  filed: NewCase,
  report: Report,
  epoch: Epoch,
  sharing: Sharing,
  day: Day,
  path: Path = "browser",
): Promise<Filing> {
  const { keys, identity } = filed;
  const { channel, owner, policy } = epoch.keyring;
  const { wrapped, excluded } = sharing;
  const { recipient } = identity;
  const reporter = keys.identity.recipient;
  const verify = keys.signing.verifyingKey;
  const id = caseIdOf(channel, recipient, reporter, verify, sharing);
  const author: Author = { signer: keys.signing, side: "reporter", keyring: epoch.reference, day, path };
  const first: Next = {
    case: id,
    thread: "c",
    n: 0,
    prev: ZERO_DIGEST,
    seen: null,
    gen: 0,
    recipient,
    leastEpoch: 0,
  };

  const { language, answers, files } = report;
  const content = { channel, reporter, verify, wrapped, excluded, language, answers, files };
  // As long as if it named everybody: the length does not tell how many are excluded.
  const everybody = nameable(epoch.keyring);
  const body = writeBody("report", content, first, author);
  const sealedReport = await sealEnvelope("conversation", {
    body,
    longest: { ...body, wrapped: everybody, excluded: [] },
    signer: keys.signing,
    recipients: [recipient, policy.showOwn ? reporter : throwAway()],
  });
  const reportDigest = digestOf(sealedReport);

  const left = (line: Designated<"custodian">) => (excluded.includes(line.id) ? null : line.recipient);
  const custodians = policy.contact === "two" ? epoch.keyring.custodians.map(left) : null;
  const sealed = await sealContactDetails(report.contact, recipient, custodians);
  const contact = await sealEnvelope("conversation", {
    body: writeBody("contact", { sealed }, { ...first, n: 1, prev: reportDigest }, author),
    signer: keys.signing,
    recipients: [recipient, throwAway()],
  });

  const anchor = await sealAnchor(
    {
      case: id,
      channel,
      recipient,
      owner,
      keyring: epoch.reference,
      wrapped,
      excluded,
      report: reportDigest,
      contact: digestOf(contact),
      files: files.map((file) => ({ id: file.id, digest: file.digest })),
      salt: digestFromBytes(keys.receipt.expose()),
      day,
      path,
    },
    keys,
    everybody,
  );
  const wrap = { case: id, channel, gen: 0, keys: [identity] as const, verify, day };
  const wraps = await Promise.all(
    sharing.receivers.map(async (receiver: Receiver) => ({
      holder: receiver.holder,
      to: keyIdOf(receiver.verify),
      sealed: await sealWrap(wrap, receiver, keys.signing),
    })),
  );
  return {
    case: id,
    locator: keys.locator,
    report: sealedReport,
    contact,
    anchor,
    wraps,
    leaf: leafOf(keys.receipt, id),
    files,
  };
}

/** What the server must give back before the code is shown. */
export interface FetchedBack {
  readonly report: Uint8Array;
  readonly contact: Uint8Array;
  readonly anchor: Uint8Array;
}

/** Whether what the server gives back is, byte for byte, what was sealed. */
export function isFiled(filing: Filing, back: FetchedBack): boolean {
  return (["report", "contact", "anchor"] as const).every((name) => digestOf(filing[name]) === digestOf(back[name]));
}
