import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Json } from "../../../src/sealing/strict_json.ts";
import { base64 } from "../../../src/sealing/encoding.ts";
import { newIdentity } from "../../../src/sealing/identity.ts";
import { newSigningKey } from "../../../src/sealing/signature.ts";
import { sealIndexEntry } from "../../../src/sealing/index.ts";
import { sealWrap } from "../../../src/sealing/wrap.ts";
import type { Content } from "../../../src/sealing/write.ts";
import { warningsOf } from "../../../src/desk/cases/case_pane.tsx";
import type { Shown } from "../../../src/desk/cases/current.ts";
import { DAMAGE_WORDS } from "../../../src/desk/cases/damage.ts";
import { merged } from "../../../src/desk/cases/letters.tsx";
import { MOST_ENTRIES } from "../../../src/desk/cases/server.ts";
import { writeView } from "../../../src/desk/cases/view.ts";
import { parseCaseRow } from "../../../src/desk/router.ts";
import { Words } from "../../../src/desk/words.ts";
import { seat, show, type AtDesk } from "./support/at_desk.ts";
import { DeskServer, type Asked } from "./support/desk_server.ts";
import { day, given } from "./support/given.ts";
import { SETTINGS } from "./support/settings.ts";
import { person, type StoredCase } from "./support/stored.ts";

const me = person("Chefsjurist");
const colleague = person("HR-direktör");
const stranger = person("Gammal handläggare");
const message = (text: string, step: Content<"message">["step"] = null): Content<"message"> => ({
  text,
  language: "sv",
  files: [],
  step,
});

let server: DeskServer;
let stored: StoredCase;
let other: StoredCase;
let desk: AtDesk;

beforeAll(async () => {
  server = new DeskServer([me, colleague], day("2026-11-22"));
  other = await server.file({ answers: [{ question: "what", answer: "Ett annat ärende." }] }, day("2026-11-19"));
});

beforeEach(async () => {
  server.lie = (_asked, answer) => answer;
  stored = await server.file({ answers: [{ question: "what", answer: "Fakturor har delats upp." }] }, day("2026-11-18"));
  await server.write(stored, me, "message", message("Tack.", "acknowledge"), day("2026-11-19"));
  await server.write(stored, "reporter", "message", message("En sak till."), day("2026-11-20"));
  await server.write(stored, "reporter", "message", message("Och en till."), day("2026-11-21"));
  desk = seat(server, me);
});

interface Page {
  readonly envelopes: readonly { readonly n: number; readonly day: string; readonly sealed: string }[];
  readonly more: boolean;
}

const isThread = (asked: Asked, thread: "c" | "i" = "c"): boolean =>
  asked.path.includes(`/${stored.row}/envelopes?thread=${thread}`);

/** The server changes what it hands out of the conversation. */
function lieInConversation(change: (page: Page) => Page): void {
  server.lie = (asked, answer) => (isThread(asked) ? (change(answer as unknown as Page) as unknown as Json) : answer);
}

const replaced = (n: number, sealed: Uint8Array) => (page: Page) => ({
  ...page,
  envelopes: page.envelopes.map((each) => (each.n === n ? { ...each, sealed: base64(sealed) } : each)),
});

/** What a reader sees, as the page says it: words of what verified, reasons of what did not. */
function seen({ opened }: Shown): readonly string[] {
  const words = new Words("sv");
  return merged(opened.conversation.entries, opened.internal.entries).map(({ entry }) => {
    if (entry.status === "damaged") return words.say(DAMAGE_WORDS[entry.reason]);
    if (entry.status === "struck") return "struck";
    const { body } = entry;
    return body.kind === "message" || body.kind === "note" ? body.text : body.kind;
  });
}

const HELD_BACK = "cases-alarm-held-back";

describe("an honest server", () => {
  it("is not accused of anything", async () => {
    const shown = await show(desk.cases, stored.row);
    expect(warningsOf(shown)).toEqual([]);
    expect(seen(shown)).toEqual(["report", "contact", "Tack.", "En sak till.", "Och en till."]);
  });
});

describe("a channel whose receipt is the acknowledgement", () => {
  it("has nothing to acknowledge, and a server that keeps no day of it is not accused", async () => {
    const settings = { ...(SETTINGS as Record<string, Json>), acknowledgement: "receipt" };
    const quick = new DeskServer([me], day("2026-11-22"), settings);
    const one = await quick.file({ answers: [{ question: "what", answer: "Ett ärende." }] }, day("2026-11-20"));
    const seated = seat(quick, me);
    await seated.cases.load();
    expect(warningsOf(await show(seated.cases, one.row))).toEqual([]);
    expect(seated.cases.rows.value.get(one.row)?.view?.days.acknowledged).toBe("2026-11-20");
  });
});

describe("a server that lies in a thread", () => {
  it("leaves a letter out of the middle: told, and everything else is shown", async () => {
    lieInConversation((page) => ({ ...page, envelopes: page.envelopes.filter(({ n }) => n !== 3) }));
    const shown = await show(desk.cases, stored.row);
    expect(warningsOf(shown)).toContain(HELD_BACK);
    expect(seen(shown)[3]).toContain("Servern lämnar inte ut det");
    expect(seen(shown)).toEqual(["report", "contact", "Tack.", seen(shown)[3], "Och en till."]);
  });

  it("puts another case's letter in its place", async () => {
    lieInConversation(replaced(3, given(other.c[0]).sealed));
    const shown = await show(desk.cases, stored.row);
    expect(seen(shown)[3]).toContain("går inte att öppna");
    expect(seen(shown)[4]).toBe("Och en till.");
  });

  it("repeats an earlier letter", async () => {
    lieInConversation(replaced(4, given(stored.c[3]).sealed));
    expect(seen(await show(desk.cases, stored.row))[4]).toContain("fel plats");
  });

  it("stores something that was never sealed", async () => {
    lieInConversation(replaced(4, new TextEncoder().encode("inte förseglat")));
    expect(seen(await show(desk.cases, stored.row))[4]).toContain("inte ett förseglat brev");
  });

  it("alters one byte", async () => {
    const bytes = given(stored.c[4]).sealed.slice();
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    lieInConversation(replaced(4, bytes));
    expect(seen(await show(desk.cases, stored.row))[4]).toContain("Det har ändrats");
  });

  it("lets somebody write who is nobody in the channel", async () => {
    await server.write(stored, stranger, "message", message("Jag är handläggare."));
    expect(seen(await show(desk.cases, stored.row)).at(-1)).toContain("varken hör till ärendet eller kanalen");
  });

  it("lets a handler write whom the reporter shut out", async () => {
    stored = await server.file({ answers: [{ question: "what", answer: "Om HR." }] }, day("2026-11-18"), [colleague.id]);
    await server.write(stored, colleague, "message", message("Släpp det här."));
    expect(seen(await show(desk.cases, stored.row)).at(-1)).toContain("hörde inte till ärendet");
  });

  it("goes back to an older state: this computer remembers", async () => {
    await show(desk.cases, stored.row);
    lieInConversation((page) => ({ ...page, envelopes: page.envelopes.filter(({ n }) => n < 4) }));
    const again = seat(server, me, desk.remembered);
    expect(warningsOf(await show(again.cases, stored.row))).toContain("cases-went-back");
  });

  it("goes back, with another computer: the index entry remembers", async () => {
    await desk.cases.load();
    await show(desk.cases, stored.row);
    await desk.ports.keeper.flush();
    lieInConversation((page) => ({ ...page, envelopes: page.envelopes.filter(({ n }) => n < 4) }));
    const elsewhere = seat(server, me);
    await elsewhere.cases.load();
    expect(warningsOf(await show(elsewhere.cases, stored.row))).toContain("cases-went-back");
  });
});

describe("a server that lies about a case", () => {
  const lieInCase = (change: (answer: Record<string, Json>) => Record<string, Json>): void => {
    server.lie = (asked, answer) =>
      asked.path === `/api/cases/${stored.row}` ? change(answer as Record<string, Json>) : answer;
  };

  it("claims feedback that nobody signed: told, and the duty stays", async () => {
    lieInCase((answer) => ({ ...answer, fed_back: "2026-11-21" }));
    await desk.cases.load();
    const shown = await show(desk.cases, stored.row);
    expect(warningsOf(shown)).toEqual(["cases-column-fed-back"]);
    expect(desk.cases.rows.value.get(stored.row)?.view?.days.fedBack).toBeNull();
  });

  it("hides an acknowledgement, or moves the day a report came", async () => {
    lieInCase((answer) => ({ ...answer, acknowledged: null, received: "2026-11-10" }));
    expect(warningsOf(await show(desk.cases, stored.row))).toEqual(["cases-column-acknowledged", "cases-column-received"]);
  });

  it("calls a report that was sealed in a browser one that the server sealed", async () => {
    lieInCase((answer) => ({ ...answer, path: "server" }));
    expect(warningsOf(await show(desk.cases, stored.row))).toEqual(["cases-column-path"]);
  });

  it("hands out a key that it made itself: not used, told, and the case opens with the real one", async () => {
    const forger = newSigningKey<"author">();
    const wrap = {
      case: stored.filing.case,
      channel: server.channel,
      gen: 1,
      keys: [newIdentity<"case">(), newIdentity<"case">()] as const,
      verify: forger.verifyingKey,
      day: server.today,
    };
    const receiver = { holder: me.id, recipient: me.identity.recipient, verify: me.signing.verifyingKey };
    const sealed = base64(await sealWrap(wrap, receiver, forger));
    lieInCase((answer) => ({ ...answer, wraps: [{ generation: 1, sealed }, ...(answer["wraps"] as readonly Json[])] }));
    const shown = await show(desk.cases, stored.row);
    expect(warningsOf(shown)).toEqual(["cases-foreign-wrap"]);
    expect(seen(shown)).toContain("Och en till.");
  });

  const troubleWith = async (): Promise<string> => {
    await desk.cases.open(stored.row);
    const current = desk.cases.current.peek();
    return current?.is === "damaged" ? current.because : (current?.is ?? "nothing");
  };

  it("hands out another's key, or another case's report: nothing of the case is shown", async () => {
    lieInCase((answer) => {
      const theirs = base64(given(stored.wraps.get(colleague.id)));
      return { ...answer, wraps: [{ generation: 0, sealed: theirs }] };
    });
    expect(await troubleWith()).toBe("no-wrap");
    desk = seat(server, me);
    lieInCase((answer) => {
      const foreign = base64(given(other.wraps.get(me.id)));
      return { ...answer, wraps: [{ generation: 0, sealed: foreign }] };
    });
    expect(await troubleWith()).toBe("no-report");
  });

  it("withholds the report", async () => {
    lieInConversation((page) => ({ ...page, envelopes: page.envelopes.filter(({ n }) => n !== 0) }));
    expect(await troubleWith()).toBe("no-report");
  });

  it("changes the channel's questions: none of them is shown", async () => {
    const honest = server.settings;
    server.settings = JSON.stringify({ ...(SETTINGS as object), acknowledgement: "receipt" });
    const shown = await show(desk.cases, stored.row);
    server.settings = honest;
    expect(warningsOf(shown)).toContain("cases-settings-changed");
    expect(shown.channel.questions).toEqual([]);
    expect([...shown.channel.receiptEpochs]).toEqual([]);
  });
});

describe("the inbox under a lying server", () => {
  it("marks the damaged case and shows the others", async () => {
    lieInConversation((page) => ({ ...page, envelopes: [] }));
    await desk.cases.load();
    expect(desk.cases.rows.value.get(stored.row)?.trouble).toBe("no-report");
    expect(desk.cases.rows.value.get(other.row)?.view?.title).toBe("Ett annat ärende");
  });

  it("an index entry that was exchanged or altered is made anew from the thread", async () => {
    await desk.cases.load();
    await desk.ports.keeper.flush();
    const mine = given(stored.index.get(me.id));
    const theirs = given(other.index.get(me.id));
    stored.index.set(me.id, { ...mine, sealed: theirs.sealed });
    const again = seat(server, me);
    await again.cases.load();
    expect(again.cases.rows.value.get(stored.row)?.view?.title).toBe("Fakturor har delats upp");
  });

  it("an index entry of another case, whole, does not put that case's words on this one", async () => {
    await desk.cases.load();
    await desk.ports.keeper.flush();
    stored.index.set(me.id, given(other.index.get(me.id)));
    const again = seat(server, me);
    await again.cases.load();
    expect(again.cases.rows.value.get(stored.row)?.view?.title).toBe("Fakturor har delats upp");
  });

  it("a server that hands no index entries out, or junk, costs time and hides nothing", async () => {
    await desk.cases.load();
    await desk.ports.keeper.flush();
    const junk = (answer: Json): Json => ({
      entries: (answer as unknown as { entries: readonly Record<string, Json>[] }).entries.map((each) => ({ ...each, sealed: "AAAA" })),
    });
    const short = (answer: Json): Json => ({
      entries: (answer as unknown as { entries: readonly Record<string, Json>[] }).entries.map((each) => ({ ...each, salt: "AAAA" })),
    });
    for (const lie of [() => ({ entries: [] }), () => ({ nothing: [] }), junk, short]) {
      server.lie = (asked, answer) => (asked.path.startsWith("/api/index") ? lie(answer) : answer);
      const again = seat(server, me);
      await again.cases.load();
      expect(again.cases.rows.value.get(stored.row)?.view?.title).toBe("Fakturor har delats upp");
    }
  });

  it("a server that makes up rows without an end is asked no more often than it lists cases, but for what is on its way", async () => {
    const small = new DeskServer([me], day("2026-11-22"));
    const one = await small.file({ answers: [{ question: "what", answer: "Ett ärende." }] }, day("2026-11-20"));
    const rowOf = (n: number): string => n.toString(16).padStart(32, "0");
    let made = 1000;
    small.lie = (asked, answer) => {
      if (asked.path.startsWith("/api/index")) return { entries: [{ id: rowOf((made += 1)), salt: base64(new Uint8Array(32)), sealed: "AAAA" }] };
      if (asked.path !== "/api/inbox") return answer;
      const [only] = (answer as unknown as { cases: readonly Record<string, Json>[] }).cases;
      return { ...(answer as object), cases: Array.from({ length: 60 }, (_, n) => ({ ...only, id: n === 0 ? one.row : rowOf(n), indexed: true })) };
    };
    const misled = seat(small, me);
    await misled.cases.load();
    expect(small.asked.filter(({ path }) => path.startsWith("/api/index")).length).toBeLessThanOrEqual(1 + 60 + 3);
    expect(misled.cases.rows.value.get(one.row)?.view?.title).toBe("Ett ärende.");
  });

  it("opens five hundred index entries answer by answer, and the page breathes between them", async () => {
    const small = new DeskServer([me], day("2026-11-22"));
    const one = await small.file({ answers: [{ question: "what", answer: "Ett ärende." }] }, day("2026-11-20"));
    const seated = seat(small, me);
    await seated.cases.load();
    await seated.ports.keeper.flush();
    const view = given(seated.cases.rows.value.get(one.row)?.view);
    const rows = Array.from({ length: 500 }, (_, n) => given(parseCaseRow(n.toString(16).padStart(32, "0"))));
    const entries: { readonly id: string; readonly salt: string; readonly sealed: string }[] = [];
    for (const row of rows) {
      const entry = { case: one.filing.case, counter: 1, view: writeView({ ...view, row }) };
      const { salt, ciphertext } = await sealIndexEntry(entry, me.self);
      entries.push({ id: row, salt: base64(salt), sealed: base64(ciphertext) });
    }
    small.lie = (asked, answer) => {
      const { pathname: path, searchParams } = new URL(asked.path, "https://desk.invalid");
      const [names, after] = [searchParams.get("cases")?.split(","), searchParams.get("after") ?? ""];
      if (path === "/api/index") {
        return { entries: entries.filter(({ id }) => names?.includes(id) ?? id > after).slice(0, 50) };
      }
      if (path !== "/api/inbox") return answer;
      const [only] = (answer as unknown as { cases: readonly Record<string, Json>[] }).cases;
      return { ...(answer as object), cases: rows.map((id) => ({ ...only, id, indexed: true })) };
    };
    let time = 0;
    const shown: number[] = [];
    const busy = seat(small, me);
    Object.assign(busy.ports, {
      breathe: () => {
        shown.push([...busy.cases.rows.value.values()].filter((row) => row.view !== null).length);
        return Promise.resolve();
      },
      // Each look at the clock finds a tenth of a second gone.
      elapsed: () => (time += 100),
    });
    small.asked.length = 0;
    await busy.cases.load();
    expect(busy.cases.shown.value).toHaveLength(500);
    expect([...busy.cases.rows.value.values()].every((row) => row.view !== null)).toBe(true);
    // The first are shown at once, the others as they come, ever more at a time: drawing takes as long for a few as for many.
    expect(shown[0]).toBe(MOST_ENTRIES);
    const steps = [...new Set(shown)];
    expect(steps.length).toBeGreaterThan(2);
    expect(steps.length).toBeLessThan(6);
    // The most urgent by name, then all in their order; what the entries cover is not fetched again.
    const asked = small.asked.map(({ path }) => path);
    expect(asked.filter((path) => path.startsWith("/api/index?cases="))).toHaveLength(1);
    expect(asked.filter((path) => path.startsWith("/api/index"))).toHaveLength(1 + 10 + 1 + 1);
    expect(asked.filter((path) => !path.startsWith("/api/index"))).toEqual(["/api/inbox"]);
    expect(Math.max(...asked.map(({ length }) => length))).toBeLessThan(2048 - "GET  HTTP/1.1".length);
  });
});
