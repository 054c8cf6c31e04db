import { describe, expect, test } from "vitest";
import { openAnchor, pinnedBy, verifyAnchoredKeyrings } from "../../src/sealing/anchor.ts";
import { readCode } from "../../src/sealing/code.ts";
import type { Day } from "../../src/sealing/day.ts";
import type { Digest } from "../../src/sealing/digest.ts";
import type { ChannelId, MemberId } from "../../src/sealing/id.ts";
import { parseIdentity } from "../../src/sealing/identity.ts";
import { KeyringChain } from "../../src/sealing/keyring/chain.ts";
import { reporterKeys } from "../../src/sealing/reporter.ts";
import { parseVerifyingKey } from "../../src/sealing/signature.ts";
import type { Alarm, Entry, Served } from "../../src/sealing/thread.ts";
import { verifyConversation } from "../../src/sealing/thread/conversation.ts";
import { verifyInternal } from "../../src/sealing/thread/internal.ts";
import { pinCase } from "../../src/sealing/thread/pin.ts";
import { bearsOut, openWrap, type OpenedWrap } from "../../src/sealing/wrap.ts";
import { given } from "../support/channel.ts";
import { fromBase64, vectors } from "../support/vectors.ts";

type Shown = { n: number; day: Day } & ({ file: number } | { gone: Digest });

interface Verdict {
  readonly c: readonly string[];
  readonly i?: readonly string[];
  readonly alarms: readonly string[];
}

const file = vectors("threads-by-rust") as {
  channel: ChannelId;
  notes: string[];
  code: string;
  case: string;
  anchor_base64: string;
  members: { id: MemberId; identity: string; verify_base64: string; wraps_base64: string[] }[];
  files_base64: string[];
  /** `later` is the note of an epoch that this reader knows beside `notes`. */
  cases: { name: string; c: Shown[]; i: Shown[]; later: string | null; reporter: Verdict; member: Verdict }[];
};

const served = (thread: readonly Shown[]): readonly Served[] =>
  thread.map(({ n, day, ...rest }) => ({
    n,
    day,
    file: "gone" in rest ? { gone: rest.gone } : fromBase64(given(file.files_base64[rest.file])),
  }));

const verdicts = (entries: readonly Entry[]): readonly string[] => entries.map(({ status }) => status);

const written = (alarms: readonly Alarm[]): readonly string[] =>
  [...new Set(alarms.map((alarm) => (alarm.kind === "held-back" ? `held-back-${alarm.thread}` : alarm.kind)))].sort();

const honest = given(file.cases[0]);
const notesUpTo = (later: string | null): readonly string[] => (later === null ? file.notes : [...file.notes, later]);

/** What a member's desk reads with one wrap, once it has pinned the case by the honest conversation. */
async function read(chain: KeyringChain, wrap: OpenedWrap, c: readonly Shown[], i: readonly Shown[]) {
  const opener = { side: "member", keys: wrap.keys } as const;
  const pinned = await pinCase(wrap, served(honest.c), chain);
  const conversation = await verifyConversation(pinned, chain, served(c), opener);
  return { conversation, internal: await verifyInternal(conversation, chain, served(i), opener) };
}

/** Opens every wrap of a member, each of which the honest conversation bears out, and gives that of the highest generation. */
async function bestWrap(chain: KeyringChain, member: (typeof file.members)[number]): Promise<OpenedWrap> {
  const identity = given(parseIdentity<"handler">(member.identity));
  const verify = given(parseVerifyingKey<"author">(member.verify_base64));
  const wraps = await Promise.all(
    member.wraps_base64.map((sealed) => openWrap(fromBase64(sealed), identity, verify, chain)),
  );
  for (const wrap of wraps) {
    const { conversation } = await read(chain, wrap, honest.c, honest.i);
    expect(bearsOut(conversation, wrap, member.id, chain)).toBe(true);
  }
  return given(wraps.sort((one, other) => other.gen - one.gen)[0]);
}

describe("threads-by-rust.json", () => {
  test.each(file.cases)("the reporter's verdict on: $name", async ({ c, later, reporter }) => {
    const keys = reporterKeys(readCode("case", file.code));
    const anchor = await openAnchor(fromBase64(file.anchor_base64), keys);
    const notes = notesUpTo(later).slice(anchor.keyring.epoch - 1);
    const opener = { side: "reporter", identity: keys.identity } as const;
    const anchored = verifyAnchoredKeyrings(anchor, notes);
    const { entries, alarms } = await verifyConversation(pinnedBy(anchor, keys), anchored, served(c), opener, anchor);
    expect(anchor.case).toBe(file.case);
    expect({ c: verdicts(entries), alarms: written(alarms) }).toEqual({ c: reporter.c, alarms: reporter.alarms });
  });

  test.each(file.members)("every verdict of member $id", async (member) => {
    const known = new Map<string | null, readonly [KeyringChain, OpenedWrap]>();
    for (const { later } of file.cases) {
      if (known.has(later)) continue;
      const chain = KeyringChain.verify(file.channel, notesUpTo(later), { by: "nothing" });
      known.set(later, [chain, await bestWrap(chain, member)]);
    }
    for (const { name, c, i, later, member: wanted } of file.cases) {
      const [chain, wrap] = given(known.get(later));
      const { conversation, internal } = await read(chain, wrap, c, i);
      const alarms = written([...conversation.alarms, ...internal.alarms]);
      const found = { c: verdicts(conversation.entries), i: verdicts(internal.entries), alarms };
      expect(found, name).toEqual({ c: wanted.c, i: wanted.i, alarms: wanted.alarms });
    }
  });
});
