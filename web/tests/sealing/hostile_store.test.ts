import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { grantAccess, rekeyCase, type CaseKeys } from "../../src/sealing/access.ts";
import { openAnchor, sealAnchor } from "../../src/sealing/anchor.ts";
import { digestOf } from "../../src/sealing/digest.ts";
import { newCase } from "../../src/sealing/filing.ts";
import { newIdentity } from "../../src/sealing/identity.ts";
import { isHeldBack, type Alarm, type Entry, type Served } from "../../src/sealing/thread.ts";
import { verifyConversation, type Conversation } from "../../src/sealing/thread/conversation.ts";
import { verifyInternal } from "../../src/sealing/thread/internal.ts";
import { pinCase } from "../../src/sealing/thread/pin.ts";
import { bearsOut, openWrap, sealWrap, type OpenedWrap } from "../../src/sealing/wrap.ts";
import { sealInternally, writeBody } from "../../src/sealing/write.ts";
import { sealEnvelope } from "../../src/sealing/envelope.ts";
import { channel, FIRST_DAY, given, type Channel } from "../support/channel.ts";
import { append, file, member, readAsMember, readAsReporter, reporter, words, wrapFor, type Filed } from "../support/case.ts";
import { laterRefusal } from "../support/refusals.ts";

/** A case with some history: messages of both sides, a grant, a rekey, notes. */
interface Story {
  readonly filed: Filed;
  readonly wrap: OpenedWrap;
  readonly keys: CaseKeys;
  readonly notes: readonly Served[];
}

const made: Channel = channel();
let story: Story;
let other: Story;
/** The story's conversation as an honest server shows it to a member. */
let honestly: Conversation;

/** Writes a history; every case of a channel has the same number of envelopes. */
async function write(): Promise<Story> {
  const filed = await file(made);
  const by = { signer: made.anna.signing, day: FIRST_DAY, path: "desk" } as const;
  const anna = () => readAsMember(filed, made.anna);
  await append(filed, (await anna()).conversation, member(filed, made.anna), "message", words("Tack."));
  await append(filed, (await readAsReporter(filed)).conversation, reporter(filed), "message", words("Mer."));
  const before = await anna();
  const granted = await grantAccess(made.cecilia.id, made.chain.newest, before.keys, before.conversation, by);
  filed.conversation.push({ n: granted.n, day: FIRST_DAY, file: granted.envelope });
  await append(filed, (await anna()).conversation, member(filed, made.cecilia), "message", words("Hej från Cecilia."));
  const last = await anna();
  const members = [made.anna.id, made.cecilia.id, "recovery"] as const;
  const rekeyed = await rekeyCase(members, "steps-aside", made.chain.newest, last.keys, last.conversation, by);
  filed.conversation.push({ n: rekeyed.n, day: FIRST_DAY, file: rekeyed.envelope });
  await append(filed, (await readAsReporter(filed)).conversation, reporter(filed), "message", words("Efter bytet."));
  const { sealed } = given(rekeyed.wraps.find(({ holder }) => holder === made.anna.id));
  const wrap = await openWrap(sealed, made.anna.identity, made.anna.signing.verifyingKey, made.chain);

  const { conversation } = await readAsMember(filed, made.anna, filed.conversation, wrap);
  const notes: Served[] = [];
  for (const text of ["Ett", "Två", "Tre"]) {
    const { next } = await verifyInternal(conversation, made.chain, notes, { side: "member", keys: wrap.keys });
    const note = { text, refers: null, files: [], counted: null };
    const file = await sealInternally("note", note, given(next), member(filed, made.anna));
    notes.push({ n: notes.length, day: FIRST_DAY, file });
  }
  return { filed, wrap, keys: wrap.keys, notes };
}

beforeAll(async () => {
  story = await write();
  other = await write();
  honestly = (await readAsMember(story.filed, made.anna, story.filed.conversation, story.wrap)).conversation;
});

/** How every reader sees a conversation: its outcome for each. */
async function readers(served: readonly Served[]): Promise<readonly Conversation[]> {
  const { conversation } = await readAsReporter(story.filed, served);
  const opener = { side: "member", keys: story.keys } as const;
  return [conversation, await verifyConversation(honestly.pinned, made.chain, served, opener)];
}

async function readNotes(served: readonly Served[]): Promise<{ entries: readonly Entry[]; alarms: readonly Alarm[] }> {
  return verifyInternal(honestly, made.chain, served, { side: "member", keys: story.keys });
}

/** What a server that lies in its data does to a thread of `length` envelopes. */
type Lie =
  | { readonly lie: "drop" | "flip" | "cut"; readonly at: number }
  | { readonly lie: "swap" | "repeat"; readonly at: number; readonly from: number }
  | { readonly lie: "foreign" | "thread"; readonly at: number; readonly from: number };

function lies(length: number): fc.Arbitrary<Lie> {
  const at = fc.nat(length - 1);
  return fc.oneof(
    fc.record({ lie: fc.constantFrom("drop" as const, "flip" as const, "cut" as const), at }),
    fc
      .record({ lie: fc.constantFrom("swap" as const, "repeat" as const), at, from: at })
      .filter((lie) => lie.at !== lie.from),
    fc.record({ lie: fc.constantFrom("foreign" as const, "thread" as const), at, from: at }),
  );
}

/** The thread as it is served after one lie. */
function told(thread: readonly Served[], lie: Lie, foreign: readonly Served[], across: readonly Served[]): Served[] {
  const fileAt = (from: readonly Served[], n: number): Served["file"] => given(from[n % from.length]).file;
  const replaced = (n: number, file: Served["file"]): Served[] =>
    thread.map((one) => (one.n === n ? { ...one, file } : one));
  const own = fileAt(thread, lie.at) as Uint8Array<ArrayBuffer>;
  switch (lie.lie) {
    case "drop":
      return thread.filter(({ n }) => n !== lie.at);
    case "flip": {
      const flipped = own.slice();
      flipped[flipped.length - 40] = (flipped.at(-40) ?? 0) ^ 1;
      return replaced(lie.at, flipped);
    }
    case "cut":
      return replaced(lie.at, own.slice(0, -1));
    case "swap": {
      const swapped = replaced(lie.at, fileAt(thread, lie.from));
      return swapped.map((one) => (one.n === lie.from ? { ...one, file: own } : one));
    }
    case "repeat":
      return replaced(lie.at, fileAt(thread, lie.from));
    case "foreign":
      return replaced(lie.at, fileAt(foreign, lie.from));
    case "thread":
      return replaced(lie.at, fileAt(across, lie.from));
  }
}

/** What an honest server shows, number by number; null where this reader cannot open it. */
function genuine(entries: readonly Entry[]): readonly (string | null)[] {
  return entries.map((entry) => (entry.status === "shown" ? JSON.stringify(entry.body) : null));
}

/** Whether the reader of `served` is told, at each number that was lied about or by an alarm. */
function isTold(entries: readonly Entry[], alarms: readonly Alarm[], honest: readonly (string | null)[], lie: Lie): boolean {
  const touched = [lie.at, ..."from" in lie && lie.lie === "swap" ? [lie.from] : []];
  const damaged = touched.every((n) => honest[n] === null || entries[n]?.status !== "shown");
  return isHeldBack(alarms) || damaged;
}

const RUNS = { numRuns: 25 };

describe("a store that lies", () => {
  test("is honest in the first place: nothing is damaged, nothing alarms", async () => {
    const [reporters, members] = await readers(story.filed.conversation);
    expect(reporters?.alarms).toEqual([]);
    expect(members?.alarms).toEqual([]);
    expect(members?.entries.every(({ status }) => status === "shown")).toBe(true);
    expect(reporters?.entries.filter(({ status }) => status !== "shown").map(({ n }) => n)).toEqual([1]);
    expect((await readNotes(story.notes)).entries.every(({ status }) => status === "shown")).toBe(true);
  });

  test("shows nobody a word that was not written there", async () => {
    const honest = (await readers(story.filed.conversation)).map(({ entries }) => genuine(entries));
    const { length } = story.filed.conversation;
    await fc.assert(
      fc.asyncProperty(fc.array(lies(length), { minLength: 1, maxLength: 4 }), async (several) => {
        const served = several.reduce(
          (thread: Served[], lie) => (lie.at < thread.length ? told(thread, lie, other.filed.conversation, story.notes) : thread),
          [...story.filed.conversation],
        );
        for (const [reader, { entries }] of (await readers(served)).entries()) {
          for (const [n, body] of genuine(entries).entries()) {
            if (body !== null) expect(body).toBe(honest[reader]?.[n]);
          }
        }
      }),
      RUNS,
    );
  });

  test("is found out in the conversation, whichever single thing it changes", async () => {
    const honest = (await readers(story.filed.conversation)).map(({ entries }) => genuine(entries));
    const { length } = story.filed.conversation;
    await fc.assert(
      // The newest envelope alone can be withheld: the next property says until when.
      fc.asyncProperty(lies(length).filter((lie) => lie.lie !== "drop" || lie.at < length - 1), async (lie) => {
        const served = told(story.filed.conversation, lie, other.filed.conversation, story.notes);
        for (const [reader, { entries, alarms }] of (await readers(served)).entries()) {
          expect(isTold(entries, alarms, given(honest[reader]), lie), JSON.stringify(lie)).toBe(true);
        }
      }),
      RUNS,
    );
  });

  test("is found out in the internal thread, whichever single thing it changes", async () => {
    const { length } = story.notes;
    const honest = genuine((await readNotes(story.notes)).entries);
    await fc.assert(
      fc.asyncProperty(lies(length).filter((lie) => lie.lie !== "drop" || lie.at < length - 1), async (lie) => {
        const served = told(story.notes, lie, other.notes, story.filed.conversation);
        const { entries, alarms } = await readNotes(served);
        expect(isTold(entries, alarms, honest, lie), JSON.stringify(lie)).toBe(true);
        for (const [n, body] of genuine(entries).entries()) if (body !== null) expect(body).toBe(honest[n]);
      }),
      RUNS,
    );
  });

  test("hides nothing else by damaging a message", async () => {
    const messages = [2, 3, 5, 7];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...messages), async (at) => {
        const served = told(story.filed.conversation, { lie: "flip", at }, [], []);
        const [, members] = await readers(served);
        const shown = members?.entries.filter(({ status }) => status === "shown").map(({ n }) => n);
        expect(shown).toEqual(story.filed.conversation.map(({ n }) => n).filter((n) => n !== at));
      }),
      { numRuns: messages.length * 2 },
    );
  });

  test("cannot hide a cut from who reads the other side's next envelope", async () => {
    const { length } = story.filed.conversation;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 6, max: length - 1 }), async (cut) => {
        // The handler is shown a conversation without its end, and answers it.
        const short = { ...story.filed, conversation: story.filed.conversation.slice(0, cut) };
        const { conversation } = await readAsMember(short, made.anna, short.conversation, story.wrap);
        const answer = await append(short, conversation, member(short, made.anna), "message", words("Svar."));
        // Put where it says it belongs, it pushes something out; put at the end, it is not from there.
        const forked = [...story.filed.conversation.filter(({ n }) => n !== cut), answer];
        const moved = [...story.filed.conversation, { ...answer, n: length }];
        for (const served of [forked, moved]) {
          const reporters = (await readAsReporter(story.filed, served)).conversation;
          const isMoved = reporters.entries.at(-1)?.status === "damaged";
          // What was last has no successor to tell that it was exchanged: the newest can be withheld until there is one.
          const isLast = served === forked && cut === length - 1;
          expect(isHeldBack(reporters.alarms) || isMoved || isLast).toBe(true);
        }
      }),
      { numRuns: 6 },
    );
  });
});

describe("a forger without standing", () => {
  test("cannot exchange the report, for a member or for the reporter", async () => {
    const filed = await file(made);
    const wrap = await wrapFor(filed, made.anna);
    const { pinned } = (await readAsMember(filed, made.anna)).conversation;
    const forger = newCase();
    const content = {
      channel: made.id,
      reporter: forger.keys.identity.recipient,
      verify: forger.keys.signing.verifyingKey,
      wrapped: pinned.wrapped,
      excluded: pinned.excluded,
      language: "sv",
      answers: [{ question: "what", answer: "Inget har hänt." }],
      files: [],
    };
    const first = { case: pinned.id, thread: "c", n: 0, prev: "0".repeat(64), seen: null, gen: 0 } as const;
    const next = { ...first, prev: first.prev as typeof filed.filing.leaf, recipient: pinned.recipient, leastEpoch: 0 };
    const by = { ...reporter(filed), signer: forger.keys.signing };
    const report = await sealEnvelope("conversation", {
      body: writeBody("report", content, next, by),
      signer: forger.keys.signing,
      recipients: [pinned.recipient, pinned.reporter],
    });
    const served = [{ n: 0, day: FIRST_DAY, file: report }, ...filed.conversation.slice(1)];
    expect(await laterRefusal(() => pinCase(wrap, served, made.chain))).toBe("no-report");
    // With a wrap of the forger's own making as well: report and wrap agree, but not with the case id.
    const forged = { ...wrap, verify: forger.keys.signing.verifyingKey };
    expect(await laterRefusal(() => pinCase(forged, served, made.chain))).toBe("not-this-case");
    const { conversation } = await readAsReporter(filed, served);
    expect(conversation.entries[0]).toMatchObject({ status: "damaged", reason: "substituted" });
  });

  test("cannot make an anchor, even knowing the reporter's recipient", async () => {
    const filed = await file(made);
    const anchor = await openAnchor(filed.filing.anchor, filed.own.keys);
    const forger = newCase().keys;
    const forged = await sealAnchor(anchor, { ...filed.own.keys, signing: forger.signing }, []);
    expect(await laterRefusal(() => openAnchor(forged, filed.own.keys))).toBe("unknown-author");
    const moved = await sealAnchor({ ...anchor, recipient: newIdentity<"case">().recipient }, filed.own.keys, []);
    expect(await laterRefusal(() => openAnchor(moved, filed.own.keys))).toBe("range");
  });

  test("cannot give the case away: not who was never in it, nor who is excluded, nor with a wrap alone", async () => {
    const filed = await file(made, {}, [made.bertil.id]);
    const { conversation, keys } = await readAsMember(filed, made.anna);
    for (const [who, reason] of [[made.bertil, "no-member"], [made.cecilia, "no-member"]] as const) {
      const by = { signer: who.signing, day: FIRST_DAY, path: "desk" } as const;
      const granted = await grantAccess(made.cecilia.id, made.chain.newest, keys, conversation, by);
      const rekeyed = await rekeyCase([made.cecilia.id], "theft", made.chain.newest, keys, conversation, by);
      for (const change of [granted, rekeyed]) {
        const served = [...filed.conversation, { n: 2, day: FIRST_DAY, file: change.envelope }];
        const read = (await readAsReporter(filed, served)).conversation;
        expect(read.entries[2]).toMatchObject({ status: "damaged", reason });
        expect(read.standing.generation).toBe(0);
      }
    }
    // Cecilia holds the keys, by whatever means, and wraps them to herself.
    const wrap = { case: conversation.pinned.id, channel: made.id, gen: 0, keys, verify: conversation.pinned.verify, day: FIRST_DAY };
    const { identity, signing, id } = made.cecilia;
    const receiver = { holder: id, recipient: identity.recipient, verify: signing.verifyingKey };
    const own = await openWrap(await sealWrap(wrap, receiver, signing), identity, signing.verifyingKey, made.chain);
    const served = filed.conversation;
    const opened = await readAsMember(filed, made.cecilia, served, own);
    expect(bearsOut(opened.conversation, own, id, made.chain)).toBe(false);
  });

  test("is seen when it hid a rekey from the reporter, at the reporter's next envelope", async () => {
    const hidden = story.filed.conversation.slice(0, 6);
    const behind = { ...story.filed, conversation: [...hidden] };
    const { conversation } = await readAsReporter(behind, hidden);
    const late = await append(behind, conversation, reporter(behind), "message", words("Till den gamla nyckeln."));
    // It names number 6, so that the server can let it through only in the rekey's place.
    const served = [...story.filed.conversation.slice(0, 6), late, ...story.filed.conversation.slice(7)];
    const read = await readAsMember(story.filed, made.anna, served, story.wrap);
    expect(isHeldBack(read.conversation.alarms)).toBe(true);
    expect(digestOf(late.file as Uint8Array<ArrayBuffer>)).toBe(read.conversation.entries[6]?.hash);
  });
});
