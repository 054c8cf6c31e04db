import { describe, expect, test } from "vitest";
import { grantAccess, rekeyCase } from "../../src/sealing/access.ts";
import { openAnchor, verifyAnchoredKeyrings } from "../../src/sealing/anchor.ts";
import { openContactDetails, openForCustodian } from "../../src/sealing/contact.ts";
import type { BodyOf, Reference, StandingOfReport } from "../../src/sealing/body.ts";
import { digestOf, ZERO_DIGEST, type Digest } from "../../src/sealing/digest.ts";
import { shareCase } from "../../src/sealing/exclusion.ts";
import { isFiled, newCase, sealFiling } from "../../src/sealing/filing.ts";
import { keyIdOf } from "../../src/sealing/key_id.ts";
import { referenceOf } from "../../src/sealing/reference.ts";
import { reporterKeys } from "../../src/sealing/reporter.ts";
import { proposedIn } from "../../src/sealing/struck.ts";
import { isHeldBack, shownOf, type Entry, type Served } from "../../src/sealing/thread.ts";
import { verifyInternal } from "../../src/sealing/thread/internal.ts";
import { openWrap } from "../../src/sealing/wrap.ts";
import { sealInternally, type Content } from "../../src/sealing/write.ts";
import { channel, FIRST_DAY, given, later, lines, person, publish } from "../support/channel.ts";
import {
  append,
  counts,
  file,
  member,
  readAsMember,
  readAsReporter,
  REPORT,
  reporter,
  words,
  wrapFor,
  type Filed,
  type Receiving,
} from "../support/case.ts";
import { laterRefusal, refusal } from "../support/refusals.ts";

const states = (entries: readonly Entry[]): readonly string[] =>
  entries.map((entry) => (entry.status === "damaged" ? entry.reason : entry.status));

describe("a report", () => {
  test("crosses to every handler and recovery, and to nobody else", async () => {
    const made = channel();
    const filed = await file(made);
    expect(filed.filing.wraps).toHaveLength(3);
    for (const who of [made.anna, made.bertil, made.recovery]) {
      const opened = await readAsMember(filed, who);
      expect(states(opened.conversation.entries)).toEqual(["shown", "shown"]);
      expect(opened.conversation.alarms).toEqual([]);
      expect(shownOf(opened.conversation.entries, "report")[0]?.body.answers).toEqual(REPORT.answers);
    }
    expect(filed.filing.wraps.map(({ to }) => to)).not.toContain(keyIdOf(made.cecilia.signing.verifyingKey));
  });

  test("is answered, and the reporter reads the answer with the code", async () => {
    const made = channel();
    const filed = await file(made);
    const anna = await readAsMember(filed, made.anna);
    const answer = { ...words("Tack. Vi har tagit emot din rapport."), step: "acknowledge" } as const;
    await append(filed, anna.conversation, member(filed, made.anna, later(FIRST_DAY, 1)), "message", answer);
    const { conversation } = await readAsReporter(filed);
    const [message] = shownOf(conversation.entries, "message");
    expect(message?.body).toMatchObject({ text: answer.text, step: "acknowledge", path: "desk" });
    expect(message?.writer).toEqual({ side: "member", holder: made.anna.id, title: made.anna.title });
    expect(states(conversation.entries)).toEqual(["shown", "unopened", "shown"]);

    await append(filed, conversation, reporter(filed, later(FIRST_DAY, 2)), "message", words("Det finns fler."));
    const bertil = await readAsMember(filed, made.bertil);
    expect(states(bertil.conversation.entries)).toEqual(["shown", "shown", "shown", "shown"]);
    expect(bertil.conversation.alarms).toEqual([]);
    expect(shownOf(bertil.conversation.entries, "message").map(({ writer }) => writer.side)).toEqual([
      "member",
      "reporter",
    ]);
  });

  test("is not shown again to its reporter under show-own=no, nor what they write later, but for acts", async () => {
    const made = channel({ showOwn: false });
    const filed = await file(made);
    const first = await readAsReporter(filed);
    await append(filed, first.conversation, reporter(filed), "message", words("Mer."));
    const second = await readAsReporter(filed);
    const act = { what: "meeting", refers: null, text: "Kan vi ses?" } as const;
    await append(filed, second.conversation, reporter(filed), "act", act);
    const third = await readAsReporter(filed);
    expect(states(third.conversation.entries)).toEqual(["unopened", "unopened", "unopened", "shown"]);
    expect(isHeldBack(third.conversation.alarms)).toBe(false);
    expect(states((await readAsMember(filed, made.anna)).conversation.entries)).toEqual(Array(4).fill("shown"));
  });

  test("has one reference on both sides", async () => {
    const made = channel();
    const filed = await file(made);
    const { conversation } = await readAsReporter(filed);
    const anna = await readAsMember(filed, made.anna);
    expect(referenceOf(conversation.pinned.id)).toBe(referenceOf(anna.conversation.pinned.id));
    expect(referenceOf(filed.filing.case)).toMatch(/^[0-9A-HJKMNP-TV-Z]{3}-[0-9A-HJKMNP-TV-Z]{4}$/);
  });

  test("counts as filed only when the very bytes come back", async () => {
    const filed = await file(channel());
    const { report, contact, anchor } = filed.filing;
    expect(isFiled(filed.filing, { report, contact, anchor })).toBe(true);
    expect(isFiled(filed.filing, { report, contact: report, anchor })).toBe(false);
    expect(isFiled(filed.filing, { report, contact, anchor: anchor.slice(1) })).toBe(false);
  });
});

describe("an anchor", () => {
  test("opens with its own code only", async () => {
    const filed = await file(channel());
    const stranger = reporterKeys(newCase().code);
    expect(await laterRefusal(() => openAnchor(filed.filing.anchor, stranger))).toBe("not-for-us");
  });

  test("names the keyring that the report was sealed by, and no other is taken for it", async () => {
    const made = channel();
    publish(made, {}, later(FIRST_DAY, 1));
    const filed = await file(made);
    const anchor = await openAnchor(filed.filing.anchor, filed.own.keys);
    expect(verifyAnchoredKeyrings(anchor, made.notes.slice(1)).newest.keyring.epoch).toBe(2);
    expect(refusal(() => verifyAnchoredKeyrings(anchor, made.notes))).toBe("pin");
    expect(refusal(() => verifyAnchoredKeyrings(anchor, made.notes.slice(0, 1)))).toBe("pin");
    expect(refusal(() => verifyAnchoredKeyrings(anchor, channel().notes))).not.toBe("accepted");
  });

  test("does not let the report or the contact be exchanged", async () => {
    const made = channel();
    const filed = await file(made);
    const other = await sealFiling(filed.own, REPORT, made.chain.newest, shareCase(made.chain.newest.keyring, []), FIRST_DAY);
    const exchanged = [other.report, other.contact].map((sealed, n): Served => ({ n, day: FIRST_DAY, file: sealed }));
    const { conversation } = await readAsReporter(filed, exchanged);
    expect(states(conversation.entries)).toEqual(["substituted", "substituted"]);
  });
});

describe("a wrap", () => {
  test("of another case does not open this one", async () => {
    const made = channel();
    const [filed, other] = [await file(made), await file(made)];
    const foreign = await wrapFor(other, made.anna);
    expect(await laterRefusal(() => readAsMember(filed, made.anna, filed.conversation, foreign))).toBe("no-report");
    const mixed = { ...foreign, case: filed.filing.case, keys: (await wrapFor(filed, made.anna)).keys };
    expect(await laterRefusal(() => readAsMember(filed, made.anna, filed.conversation, mixed))).toBe("no-report");
  });

  test("is refused by whom it does not name", async () => {
    const made = channel();
    const filed = await file(made);
    const { sealed } = given(filed.filing.wraps[0]);
    const to = filed.filing.wraps[0]?.to;
    const owner = given([made.anna, made.bertil].find(({ signing }) => keyIdOf(signing.verifyingKey) === to));
    const { verifyingKey } = made.cecilia.signing;
    expect(await laterRefusal(() => openWrap(sealed, owner.identity, verifyingKey, made.chain))).toBe("range");
  });

  test("given by a grant counts, and one without a grant does not", async () => {
    const made = channel();
    const filed = await file(made);
    const anna = await readAsMember(filed, made.anna);
    const by = { signer: made.anna.signing, day: FIRST_DAY, path: "desk" } as const;
    const change = await grantAccess(made.cecilia.id, made.chain.newest, anna.keys, anna.conversation, by);
    const { identity, signing } = made.cecilia;
    const wrap = await openWrap(given(change.wraps[0]).sealed, identity, signing.verifyingKey, made.chain);
    const without = await readAsMember(filed, made.cecilia, filed.conversation, wrap);
    expect(counts(without, made.cecilia.id, made.chain)).toBe(false);

    filed.conversation.push({ n: change.n, day: FIRST_DAY, file: change.envelope });
    const cecilia = await readAsMember(filed, made.cecilia, filed.conversation, wrap);
    expect(states(cecilia.conversation.entries)).toEqual(["shown", "shown", "shown"]);
    expect(counts(cecilia, made.cecilia.id, made.chain)).toBe(true);
    expect(counts(cecilia, made.bertil.id, made.chain)).toBe(false);
    await append(filed, cecilia.conversation, member(filed, made.cecilia), "message", words("Hej"));
    expect(states((await readAsReporter(filed)).conversation.entries)).toEqual(["shown", "unopened", "shown", "shown"]);
  });
});

describe("standing", () => {
  test("is lost by recusal: what is written later neither opens for nor counts from who stepped aside", async () => {
    const made = channel();
    const filed = await file(made);
    const bertil = await readAsMember(filed, made.bertil);
    const anna = await readAsMember(filed, made.anna);
    const by = { signer: made.anna.signing, day: FIRST_DAY, path: "desk" } as const;
    const members = [made.anna.id, "recovery"] as const;
    const rekeyed = await rekeyCase(members, "steps-aside", made.chain.newest, anna.keys, anna.conversation, by);
    filed.conversation.push({ n: rekeyed.n, day: FIRST_DAY, file: rekeyed.envelope });
    expect(rekeyed.wraps.map(({ holder }) => holder)).toEqual(members);

    const { conversation } = await readAsReporter(filed);
    expect(conversation.standing.generation).toBe(1);
    await append(filed, conversation, reporter(filed), "message", words("Bara till er som är kvar."));
    const gone = await readAsMember(filed, made.bertil);
    expect(states(gone.conversation.entries)).toEqual(["shown", "shown", "unopened", "unopened"]);

    // Bertil goes on writing as if nothing had happened: to the old key, at the next number.
    const stale = { ...bertil.conversation, next: { ...given(gone.conversation.next), gen: 0 } };
    await append(filed, stale, member(filed, made.bertil), "message", words("Jag är kvar!"));
    expect(states((await readAsReporter(filed)).conversation.entries).at(-1)).toBe("no-member");
    const wrap = given(rekeyed.wraps[0]);
    const after = await openWrap(wrap.sealed, made.anna.identity, made.anna.signing.verifyingKey, made.chain);
    const left = await readAsMember(filed, made.anna, filed.conversation, after);
    expect(states(left.conversation.entries)).toEqual(["shown", "shown", "shown", "shown", "no-member"]);
    expect(counts(left, made.anna.id, made.chain)).toBe(true);
  });

  test("alarms when who leaves re-keyed and nobody who remains has", async () => {
    const made = channel();
    const filed = await file(made);
    const bertil = await readAsMember(filed, made.bertil);
    const by = { signer: made.bertil.signing, day: FIRST_DAY, path: "desk" } as const;
    const members = [made.anna.id, "recovery"] as const;
    const rekeyed = await rekeyCase(members, "left", made.chain.newest, bertil.keys, bertil.conversation, by);
    filed.conversation.push({ n: rekeyed.n, day: FIRST_DAY, file: rekeyed.envelope });
    const { conversation } = await readAsReporter(filed);
    expect(conversation.alarms).toEqual([{ kind: "leaver-rekeyed", n: 2 }]);
  });

  test("is never given to somebody excluded, until the reporter allows it", async () => {
    const made = channel();
    const filed = await file(made, {}, [made.bertil.id, "recovery"]);
    const by = { signer: made.anna.signing, day: FIRST_DAY, path: "desk" } as const;
    const grant = async (conversation: Awaited<ReturnType<typeof readAsMember>>) =>
      grantAccess(made.bertil.id, made.chain.newest, conversation.keys, conversation.conversation, by);
    expect(filed.filing.wraps).toHaveLength(1);
    const anna = await readAsMember(filed, made.anna);
    expect(await laterRefusal(() => grant(anna))).toBe("excluded");
    // A client that does not refuse is not believed.
    const lax = { ...anna.conversation, standing: { ...anna.conversation.standing, excluded: new Set<never>() } };
    const forged = await grant({ ...anna, conversation: lax });
    filed.conversation.push({ n: forged.n, day: FIRST_DAY, file: forged.envelope });
    const { conversation } = await readAsReporter(filed);
    expect(states(conversation.entries).at(-1)).toBe("excluded");

    const allow = { what: "allow", refers: null, text: made.bertil.id } as const;
    await append(filed, conversation, reporter(filed), "act", allow);
    const change = await grant(await readAsMember(filed, made.anna));
    filed.conversation.push({ n: change.n, day: FIRST_DAY, file: change.envelope });
    const last = await readAsReporter(filed);
    expect(states(last.conversation.entries).at(-1)).toBe("shown");
    expect([...last.conversation.standing.members]).toContain(made.bertil.id);
  });

  test("ends with the keyring: from the second day after a key is gone nothing of it counts", async () => {
    const made = channel();
    const filed = await file(made);
    const before = member(filed, made.bertil);
    publish(made, { handlers: lines(made.anna, person("Doris")) }, later(FIRST_DAY, 10));
    const bertil = await readAsMember(filed, made.bertil);
    const write = async (days: number): Promise<string | undefined> => {
      await append(filed, bertil.conversation, { ...before, day: later(FIRST_DAY, days) }, "message", words("?"));
      const outcome = states((await readAsReporter(filed)).conversation.entries).at(-1);
      filed.conversation.pop();
      return outcome;
    };
    expect([await write(10), await write(11), await write(12)]).toEqual(["shown", "shown", "left"]);
    const now = { ...before, keyring: made.chain.newest.reference };
    await append(filed, bertil.conversation, now, "message", words("?"));
    expect(states((await readAsReporter(filed)).conversation.entries).at(-1)).toBe("not-in-keyring");
  });

  test("does not go back behind a day that the thread has come to", async () => {
    const made = channel();
    const filed = await file(made);
    const before = member(filed, made.bertil);
    // The reporter was shown no newer epoch, and names none.
    const unaware = { ...reporter(filed, later(FIRST_DAY, 100)), keyring: before.keyring };
    publish(made, { handlers: lines(made.anna, person("Doris")) }, later(FIRST_DAY, 10));
    await append(filed, (await readAsReporter(filed)).conversation, unaware, "message", words("Hundra dagar senare."));
    const { conversation } = await readAsMember(filed, made.bertil);
    await append(filed, conversation, { ...before, day: later(FIRST_DAY, 9) }, "message", { ...words("Avslutat."), step: "close" });
    for (const read of [await readAsReporter(filed), await readAsMember(filed, made.anna)]) {
      expect(read.conversation.entries.at(-1)).toMatchObject({ status: "damaged", reason: "left" });
    }
  });

  test("does not go back to an older epoch than the thread has named", async () => {
    const made = channel();
    const filed = await file(made);
    const old = member(filed, made.bertil);
    publish(made, {}, later(FIRST_DAY, 1));
    const anna = await readAsMember(filed, made.anna);
    await append(filed, anna.conversation, member(filed, made.anna), "message", words("Ny period."));
    const bertil = await readAsMember(filed, made.bertil);
    expect(await laterRefusal(() => append(filed, bertil.conversation, old, "message", words("?")))).toBe("old-epoch");
    const lax = { ...bertil.conversation, next: { ...given(bertil.conversation.next), leastEpoch: 0 } };
    await append(filed, lax, old, "message", words("?"));
    expect(states((await readAsReporter(filed)).conversation.entries).at(-1)).toBe("old-keyring");
  });

  test("lets recovery give what was left to it by a key that the leaver has not seen, and to nobody excluded", async () => {
    const made = channel();
    const filed = await file(made, {}, [made.bertil.id]);
    const anna = await readAsMember(filed, made.anna);
    const by = { signer: made.anna.signing, day: FIRST_DAY, path: "desk" } as const;
    const left = await rekeyCase(["recovery"], "steps-aside", made.chain.newest, anna.keys, anna.conversation, by);
    filed.conversation.push({ n: left.n, day: FIRST_DAY, file: left.envelope });
    const { identity, signing } = made.recovery;
    const wrap = await openWrap(given(left.wraps[0]).sealed, identity, signing.verifyingKey, made.chain);
    const recovery = await readAsMember(filed, made.recovery, filed.conversation, wrap);
    expect(counts(recovery, "recovery", made.chain)).toBe(true);
    expect(recovery.conversation.alarms).toEqual([{ kind: "leaver-rekeyed", n: 2 }]);

    const writer = { ...by, signer: signing };
    const { newest } = made.chain;
    const give = async (id: typeof made.anna.id) =>
      rekeyCase([id, "recovery"], "left-to-recovery", newest, recovery.keys, recovery.conversation, writer);
    expect(await laterRefusal(() => give(made.bertil.id))).toBe("excluded");
    const grant = (): Promise<unknown> =>
      grantAccess(made.bertil.id, newest, recovery.keys, recovery.conversation, writer);
    expect(await laterRefusal(grant)).toBe("excluded");
    const change = await give(made.cecilia.id);
    filed.conversation.push({ n: change.n, day: FIRST_DAY, file: change.envelope });
    const { conversation } = await readAsReporter(filed);
    expect(conversation.alarms).toEqual([]);
    expect(conversation.entries.at(-1)).toMatchObject({ status: "shown", writer: { holder: "recovery", title: "Notarius publicus" } });
    expect([...conversation.standing.members].sort()).toEqual([made.cecilia.id, "recovery"].sort());
    const sealed = given(change.wraps.find(({ holder }) => holder === made.cecilia.id)).sealed;
    const theirs = await openWrap(sealed, made.cecilia.identity, made.cecilia.signing.verifyingKey, made.chain);
    const cecilia = await readAsMember(filed, made.cecilia, filed.conversation, theirs);
    expect(counts(cecilia, made.cecilia.id, made.chain)).toBe(true);
    expect(states(cecilia.conversation.entries)).toEqual(["shown", "shown", "shown", "shown"]);
  });

  test("does not let recovery take a case from somebody who has a line, nor say why for another cause, nor another for its own", async () => {
    const made = channel();
    const filed = await file(made, {}, [made.bertil.id]);
    const { newest } = made.chain;
    const stateAfter = async (by: typeof made.anna | typeof made.recovery, cause: BodyOf<"rekey">["cause"], epoch = newest, on = FIRST_DAY) => {
      const held = await readAsMember(filed, by);
      const author = { signer: by.signing, day: on, path: "desk" } as const;
      const taken = await rekeyCase([made.cecilia.id, "recovery"], cause, epoch, held.keys, held.conversation, author);
      const { conversation } = await readAsReporter(filed, [
        ...filed.conversation,
        { n: taken.n, day: on, file: taken.envelope },
      ]);
      return states(conversation.entries).at(-1);
    };
    expect(await stateAfter(made.recovery, "left-to-recovery")).toBe("writer");
    expect(await stateAfter(made.anna, "left-to-recovery")).toBe("writer");
    const held = await readAsMember(filed, made.recovery);
    const by = { signer: made.recovery.signing, day: FIRST_DAY, path: "desk" } as const;
    const granted = async (epoch = newest): Promise<string | undefined> => {
      const grant = await grantAccess(made.cecilia.id, epoch, held.keys, held.conversation, by);
      const { conversation } = await readAsReporter(filed, [...filed.conversation, { n: grant.n, day: FIRST_DAY, file: grant.envelope }]);
      return states(conversation.entries).at(-1);
    };
    expect(await granted()).toBe("writer");
    // Once nobody who stands has a line it is recovery's, for that cause alone.
    publish(made, { handlers: lines(made.bertil) }, FIRST_DAY);
    expect(await granted(made.chain.newest)).toBe("writer");
    expect(await stateAfter(made.recovery, "left", made.chain.newest)).toBe("writer");
    expect(await stateAfter(made.recovery, "left-to-recovery", made.chain.newest)).toBe("shown");
    const without = made.chain.newest;
    // Nor does it choose a keyring between two in which she stands, but for one of the very day.
    publish(made, { handlers: lines(made.anna, made.bertil) }, FIRST_DAY);
    expect(await stateAfter(made.recovery, "left-to-recovery", without)).toBe("shown");
    expect(await stateAfter(made.recovery, "left-to-recovery", without, later(FIRST_DAY, 1))).toBe("writer");
  });

  test("does not let recovery write to the reporter, nor a member write for the reporter", async () => {
    const made = channel();
    const filed = await file(made);
    const recovery = await readAsMember(filed, made.recovery);
    await append(filed, recovery.conversation, member(filed, made.recovery), "message", words("?"));
    const anna = await readAsMember(filed, made.anna);
    const withdraw = { what: "withdraw", refers: null, text: "" } as const;
    await append(filed, anna.conversation, member(filed, made.anna), "act", withdraw);
    const { conversation } = await readAsReporter(filed);
    expect(states(conversation.entries).slice(2)).toEqual(["writer", "writer"]);
    const step = { ...words("?"), step: "close" } as const;
    await append(filed, conversation, reporter(filed), "message", step);
    expect(states((await readAsMember(filed, made.anna)).conversation.entries).at(-1)).toBe("writer");
  });
});

describe("contact details", () => {
  test("open for a handler, on purpose, and are sealed alike when there are none", async () => {
    const made = channel();
    const [named, silent] = [await file(made, { contact: "Eva, 070-123 45 67" }), await file(made)];
    expect(named.filing.contact.length).toBe(silent.filing.contact.length);
    for (const [filed, wanted] of [[named, "Eva, 070-123 45 67"], [silent, ""]] as const) {
      const anna = await readAsMember(filed, made.anna);
      const { sealed } = given(shownOf(anna.conversation.entries, "contact")[0]).body;
      expect(await openContactDetails(sealed, anna.keys[0])).toBe(wanted);
    }
  });

  test("open under contact=two for a custodian and a handler together, and for neither alone", async () => {
    const made = channel({ contact: "two" });
    const filed = await file(made, { contact: "Eva" });
    const anna = await readAsMember(filed, made.anna);
    const { sealed } = given(shownOf(anna.conversation.entries, "contact")[0]).body;
    expect(await laterRefusal(() => openContactDetails(sealed, anna.keys[0]))).not.toBe("accepted");
    const half = await openForCustodian(sealed, made.custodian.identity);
    expect(await openContactDetails(half, anna.keys[0])).toBe("Eva");
  });

  test("cannot be given when every custodian is excluded", async () => {
    const made = channel({ contact: "two" });
    expect(await laterRefusal(() => file(made, { contact: "Eva" }, [made.custodian.id]))).toBe("no-custodian");
    const filed = await file(made, {}, [made.custodian.id]);
    expect(states((await readAsMember(filed, made.anna)).conversation.entries)).toEqual(["shown", "shown"]);
  });
});

describe("the internal thread", () => {
  test("is verified against the conversation that its writers saw", async () => {
    const made = channel();
    const filed = await file(made);
    const anna = await readAsMember(filed, made.anna);
    const opener = { side: "member", keys: anna.keys } as const;
    const notes: Served[] = [];
    const note = { text: "Ser allvarligt ut.", refers: null, files: [], counted: null } as const;
    const empty = await verifyInternal(anna.conversation, made.chain, notes, opener);
    const sealed = await sealInternally("note", note, given(empty.next), member(filed, made.anna));
    notes.push({ n: 0, day: FIRST_DAY, file: sealed });
    const read = await verifyInternal(anna.conversation, made.chain, notes, opener);
    expect(states(read.entries)).toEqual(["shown"]);

    await append(filed, anna.conversation, member(filed, made.anna), "message", words("Tack."));
    const ahead = await readAsMember(filed, made.anna);
    const third = await verifyInternal(ahead.conversation, made.chain, notes, opener);
    const triage = { terms: [{ term: "severity", value: "hög" }], counted: null } as const;
    const second = await sealInternally("triage", triage, given(third.next), member(filed, made.anna));
    notes.push({ n: 1, day: FIRST_DAY, file: second });
    expect(states((await verifyInternal(ahead.conversation, made.chain, notes, opener)).entries)).toEqual(["shown", "shown"]);

    // The same notes beside a conversation whose newest message the server withholds.
    const behind = await verifyInternal(anna.conversation, made.chain, notes, opener);
    expect(states(behind.entries)).toEqual(["shown", "seen"]);
    expect(behind.alarms).toEqual([{ kind: "held-back", thread: "c", n: 2 }]);
  });
});

describe("a strike", () => {
  const proposing = (refers: Reference, text = "…", report: StandingOfReport | null = null, of: readonly Reference[] = []) => ({
    refers,
    proposes: { ground: "Uppgift om tredje person", of, prev: [] as readonly Digest[], text, files: [], report },
    confirms: null,
  });
  const confirming = (refers: Reference, confirms: Reference) => ({ refers, proposes: null, confirms });

  /** A proposal with the `prev` of all that it stands for. */
  const joinedTo = (entries: readonly Entry[], content: Content<"strike">): Content<"strike"> => {
    const { refers, proposes } = content;
    if (proposes === null) return content;
    const earlier = proposes.of.length === 0 ? [] : (proposedIn(entries[refers.n])?.proposes.prev ?? []);
    const before = refers.n === 0 ? ZERO_DIGEST : given(entries[refers.n - 1]?.hash);
    return { ...content, proposes: { ...proposes, prev: [...earlier, before] } };
  };

  /** What somebody writes next, by their own reading; a reference to it. */
  const strikes = async (filed: Filed, by: Receiving, content: Content<"strike">) => {
    const { conversation } = await readAsMember(filed, by);
    const joined = joinedTo(conversation.entries, content);
    const { n, file: sealed } = await append(filed, conversation, member(filed, by), "strike", joined);
    return { n, hash: digestOf(sealed as Uint8Array<ArrayBuffer>) };
  };
  const takeAway = (filed: Filed, { n, hash }: Reference): void => {
    filed.conversation[n] = { n, day: FIRST_DAY, file: { gone: hash } };
  };
  const written = async (filed: Filed, by: Receiving): Promise<Reference> => {
    const { conversation } = await readAsMember(filed, by);
    const { n, file: sealed } = await append(filed, conversation, member(filed, by), "message", words("Eva Ek gjorde det"));
    return { n, hash: digestOf(sealed as Uint8Array<ArrayBuffer>) };
  };

  test("by two members lets a file go and keeps the chain; nobody is shown it while it is there", async () => {
    const made = channel();
    const filed = await file(made);
    const target = await written(filed, made.anna);
    const proposal = await strikes(filed, made.anna, proposing(target));
    expect(states((await readAsReporter(filed)).conversation.entries)).toEqual(["shown", "unopened", "shown", "shown"]);
    await strikes(filed, made.bertil, confirming(target, proposal));
    for (const isGone of [false, true]) {
      if (isGone) takeAway(filed, target);
      const { conversation } = await readAsReporter(filed);
      expect(states(conversation.entries)).toEqual(["shown", "unopened", "struck", "shown", "shown"]);
      expect(conversation.entries[2]).toMatchObject({ proposal: 3, confirmation: 4 });
      expect(conversation.alarms).toEqual([]);
    }
  });

  test("by one member alone strikes nothing, and what is gone for it is held back", async () => {
    const made = channel();
    const filed = await file(made);
    const target = await written(filed, made.anna);
    const proposal = await strikes(filed, made.anna, proposing(target));
    await strikes(filed, made.anna, confirming(target, proposal));
    expect(states((await readAsReporter(filed)).conversation.entries).at(-1)).toBe("strike");
    takeAway(filed, target);
    takeAway(filed, proposal);
    const { conversation } = await readAsReporter(filed);
    expect(states(conversation.entries)).toEqual(["shown", "unopened", "missing", "missing", "strike"]);
    expect(isHeldBack(conversation.alarms)).toBe(true);
  });

  test("holds the chain together over what is gone", async () => {
    const made = channel();
    const filed = await file(made);
    const before = await written(filed, made.anna);
    const target = await written(filed, made.anna);
    const proposal = await strikes(filed, made.anna, proposing(target));
    await strikes(filed, made.bertil, confirming(target, proposal));
    takeAway(filed, target);
    expect((await readAsReporter(filed)).conversation.alarms).toEqual([]);
    const after = filed.conversation.splice(before.n);
    await written(filed, made.bertil);
    filed.conversation.push(...after.slice(1));
    for (const { conversation } of [await readAsReporter(filed), await readAsMember(filed, made.anna)]) {
      expect(conversation.alarms).toEqual([{ kind: "held-back", thread: "c", n: target.n }]);
    }
  });

  test("of what remains leaves the newest words in the place of the first", async () => {
    const made = channel();
    const filed = await file(made);
    const target = await written(filed, made.anna);
    const first = await strikes(filed, made.anna, proposing(target));
    const agreed = await strikes(filed, made.bertil, confirming(target, first));
    const second = await strikes(filed, made.bertil, proposing(first, "", null, [agreed]));
    await strikes(filed, made.anna, confirming(first, second));
    takeAway(filed, target);
    takeAway(filed, first);
    const { conversation } = await readAsMember(filed, made.anna);
    expect(conversation.entries[2]).toMatchObject({ status: "struck", proposal: 5, confirmation: 4 });
    expect(conversation.entries[3]).toMatchObject({ status: "struck", proposal: 5, confirmation: 6 });
    expect(conversation.alarms).toEqual([]);
    await strikes(filed, made.anna, confirming(target, second));
    expect(states((await readAsMember(filed, made.anna)).conversation.entries).at(-1)).toBe("strike");
  });

  test("is turned by nobody into one of something else", async () => {
    const made = channel();
    const filed = await file(made);
    const target = await written(filed, made.anna);
    const report = { n: 0, hash: digestOf(filed.filing.report) };
    await strikes(filed, made.bertil, confirming(report, target));
    const first = await strikes(filed, made.anna, proposing(target));
    await strikes(filed, made.bertil, confirming(report, first));
    await strikes(filed, made.bertil, confirming(target, first));
    takeAway(filed, target);
    const { conversation } = await readAsReporter(filed);
    expect(states(conversation.entries)).toEqual(["shown", "unopened", "struck", "strike", "shown", "strike", "shown"]);
    expect(conversation.alarms).toEqual([]);
  });

  test("of a grant is refused", async () => {
    const made = channel();
    const filed = await file(made);
    const anna = await readAsMember(filed, made.anna);
    const by = { signer: made.anna.signing, day: FIRST_DAY, path: "desk" } as const;
    const change = await grantAccess(made.cecilia.id, made.chain.newest, anna.keys, anna.conversation, by);
    filed.conversation.push({ n: 2, day: FIRST_DAY, file: change.envelope });
    const grant = { n: 2, hash: digestOf(change.envelope) };
    const proposal = await strikes(filed, made.anna, proposing(grant));
    await strikes(filed, made.bertil, confirming(grant, proposal));
    const { conversation } = await readAsReporter(filed);
    expect(states(conversation.entries)).toEqual(["shown", "unopened", "shown", "strike", "strike"]);
  });

  test("of the report leaves what the case stands on", async () => {
    const made = channel();
    const filed = await file(made);
    const anna = await readAsMember(filed, made.anna);
    const { reporter: recipient, verify, wrapped, excluded } = anna.conversation.pinned;
    const target = { n: 0, hash: digestOf(filed.filing.report) };
    const report = { reporter: recipient, verify, wrapped, excluded };
    // The only strike that the server shows says that somebody was excluded who was not.
    const stored = [...filed.conversation];
    await strikes(filed, made.anna, proposing(target, "", { ...report, excluded: [made.cecilia.id] }));
    takeAway(filed, target);
    await expect(readAsMember(filed, made.anna)).rejects.toMatchObject({ kind: "no-report" });
    filed.conversation.splice(0, Infinity, ...stored);
    const first = await strikes(filed, made.anna, proposing(target, "Ord", report));
    const agreed = await strikes(filed, made.bertil, confirming(target, first));
    takeAway(filed, target);
    const after = await readAsMember(filed, made.anna);
    expect(states(after.conversation.entries)).toEqual(["struck", "shown", "shown", "shown"]);
    expect(states((await readAsReporter(filed)).conversation.entries)).toEqual(["struck", "unopened", "shown", "shown"]);
    const second = await strikes(filed, made.anna, proposing(first, "", report, [agreed]));
    await strikes(filed, made.bertil, confirming(first, second));
    takeAway(filed, first);
    expect((await readAsMember(filed, made.anna)).conversation.entries[0]).toMatchObject({ status: "struck", proposal: 4 });
  });
});
