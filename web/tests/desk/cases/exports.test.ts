import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { warningsOf } from "../../../src/desk/cases/case_pane.tsx";
import type { Shown } from "../../../src/desk/cases/current.ts";
import { Exporting, type Asked } from "../../../src/desk/cases/exports/exporting.ts";
import { openedRows, registerOf } from "../../../src/desk/cases/exports/case_list.ts";
import { escaped, htmlOf } from "../../../src/desk/cases/exports/html.ts";
import { disclosureCopy } from "../../../src/desk/cases/exports/disclosure_copy.ts";
import { deedsIn, deedIn, marksOf, withGrounds, type CopyDeed, type Part } from "../../../src/desk/cases/exports/deeds.ts";
import { deedInWords, placeInWords } from "../../../src/desk/cases/exports/deed_words.ts";
import { NO_DISCLOSURE } from "../../../src/desk/cases/exports/disclosing.ts";
import { makingIn } from "../../../src/desk/cases/exports/parts.ts";
import { piecesOf, textsOf } from "../../../src/desk/cases/exports/pieces.ts";
import type { Target } from "../../../src/desk/cases/exports/sinks.ts";
import { Words } from "../../../src/desk/words.ts";
import { seat, show, type AtDesk } from "./support/at_desk.ts";
import { DeskServer } from "./support/desk_server.ts";
import { stagedFile } from "./support/files_here.ts";
import { day, given } from "./support/given.ts";
import { person, type StoredCase } from "./support/stored.ts";

const me = person("Chefsjurist");
const words = { sv: new Words("sv"), en: new Words("en") };
const folder = mkdtempSync(join(tmpdir(), "sigill-export-"));
const WICKED = "<script>alert(1)</script> & \"citat\"";

let server: DeskServer;
let stored: StoredCase;
let desk: AtDesk;
let shown: Shown;
let exporting: Exporting;

beforeAll(() => {
  server = new DeskServer([me], day("2026-11-22"));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

beforeEach(async () => {
  server.interrupt = () => Promise.resolve(null);
  server.lie = (_asked, answer) => answer;
  const files = [
    stagedFile(server, "..\\..\\etc\\Räksmörgås: kvitton.txt", "Åtta kvitton, alla under gränsen."),
    stagedFile(server, "CON.txt", "Ett till, av samma slag, från i höstas."),
    stagedFile(server, "faktura.pdf.exe", "MZ, men inte mer."),
  ];
  const answers = [{ question: "what", answer: WICKED }];
  stored = await server.file({ answers, files, contact: "Anna Ek, 070-174 06 05" }, day("2026-11-20"));
  await server.write(stored, "reporter", "message", { text: "En sak till.", language: "sv", files: [], step: null });
  desk = seat(server, me);
  await desk.cases.load();
  shown = await show(desk.cases, stored.row);
  const record = desk.recordIn(shown);
  record.type("finding", "substantiated");
  record.type("summary", "Kort och neutralt.");
  await record.save();
  await note("Hemlig minnesanteckning.");
  exporting = new Exporting(desk, desk.filesIn(shown), warningsOf);
  server.asked.length = 0;
});

function current(): Shown {
  const now = desk.cases.current.peek();
  if (now?.is !== "open") throw new Error("no case is open");
  return now;
}

async function note(text: string): Promise<void> {
  const writing = desk.correspondenceIn(current());
  writing.choose("note");
  writing.type(text);
  await writing.send();
  shown = current();
}

function asked(over: Partial<Asked> = {}, parts: readonly Part[] = ["record", "events", "files"]): Asked {
  return { language: "sv", parts: new Set(parts), for: { is: "inside", purpose: "Kommunarkivet" }, contactReason: null, ...over };
}

const making = () => makingIn(shown, me.id, day("2026-11-22"));
const posts = () => server.asked.filter(({ method, path }) => method === "POST" && path.endsWith("/envelopes"));
/** Everything that the server was sent or asked. */
const told = () => JSON.stringify(server.asked);
const deeds = () => deedsIn(current().opened.internal.entries).map(({ deed }) => deedInWords(deed, words.sv));

async function fileText(over: Asked): Promise<string> {
  const made = await exporting.caseFile(shown, over, words[over.language], making(), () => undefined);
  if (made.is === "failed") throw new Error(made.failure.why);
  return htmlOf(made.sheet);
}

describe("a case file", () => {
  it("is written into the case before there is one, and says nothing to the server but that", async () => {
    const text = await fileText(asked());
    expect(posts()).toHaveLength(1);
    expect(given(posts()[0]).body).toMatchObject({ thread: "i", step: null, deed: true });
    expect(deeds()).toEqual([
      "Export inom verksamheten. För: Kommunarkivet. Vad: ärendeakten på svenska med 2 inlägg och 3 filer, utöver rapport och samtal: Handläggning, Händelser, Filer.",
    ]);
    for (const said of ["En sak till.", "Styrkt", "Kort och neutralt.", "Chefsjurist", "Kommunarkivet", "Alla inlägg är öppnade"]) {
      expect(text).toContain(said);
    }
    expect(text).toContain(escaped(WICKED));
    expect(text).not.toMatch(/<script|javascript:| on[a-z]+=/i);
    // Nothing of it reaches the server, not even whom it is for.
    for (const secret of ["En sak till", "Styrkt", "Kort och neutralt", "Kommunarkivet", "Ärendeakt", "Exporterade"]) {
      for (const form of [secret, Buffer.from(secret).toString("base64").replace(/=+$/, "").slice(0, -1)]) expect(told()).not.toContain(form);
    }
    // What nobody chose is nowhere in it.
    for (const unsaid of ["minnesanteckning", "Anna Ek", "070-174"]) expect(text).not.toContain(unsaid);
  });

  it("is none where it could not be written down", async () => {
    server.interrupt = ({ method }) => Promise.resolve(method === "POST" ? "offline" : null);
    const made = await exporting.caseFile(shown, asked(), words.sv, making(), () => undefined);
    expect(made).toMatchObject({ is: "failed", failure: { why: "not-logged", outcome: { is: "unknown" } } });
    // The second try finds the first or stores it, and is written down once.
    server.interrupt = () => Promise.resolve(null);
    await fileText(asked());
    expect(deeds()).toHaveLength(1);
  });

  it("is in the language that was picked, with notes and contact details only where they were chosen", async () => {
    const text = await fileText(asked({ language: "en", contactReason: "Arkivet frågar." }, ["notes"]));
    for (const said of ['<html lang="en" translate="no" class="notranslate">', "Case file", "Hemlig minnesanteckning.", "Anna Ek, 070-174 06 05", "20 November 2026"]) {
      expect(text).toContain(said);
    }
    expect(text).not.toContain("Styrkt");
    const act = given(current().opened.conversation.entries.at(-1));
    expect(act.status === "shown" && act.body.kind === "act" && act.body.what).toBe("contact-opened");
    expect(posts().map(({ body }) => (body as { readonly deed?: boolean }).deed)).toEqual([true, true]);
  });

  it("says plainly what did not verify, in its place, and shows the rest", async () => {
    await server.write(stored, "reporter", "message", { text: "Ett brev till.", language: "sv", files: [], step: null });
    const spoilt = given(stored.c[3]);
    stored.c[3] = { ...spoilt, sealed: new Uint8Array(spoilt.sealed).fill(0, 200, 240) };
    given([...stored.files.values()][0]).pieces[0]?.fill(0);
    desk = seat(server, me);
    await desk.cases.load();
    shown = await show(desk.cases, stored.row);
    exporting = new Exporting(desk, desk.filesIn(shown), warningsOf);
    const text = await fileText(asked());
    for (const said of ["Ett inlägg gick inte att verifiera.", "Nummer 4 i samtalet", "En sak till.", "Styrkt", "En fil är skadad eller saknas.", "Skadad: inte den som skickades"]) {
      expect(text).toContain(said);
    }
    expect(text).not.toContain("Ett brev till.");
    expect(text).not.toContain("Alla inlägg är öppnade");
  });
});

describe("whose word it is", () => {
  it("tells a duty that is none so, with why and since when, and not as missed", async () => {
    const record = desk.recordIn(shown);
    await record.waive("feedback", "declined", "Sa det på telefon.");
    shown = current();
    const text = await fileText(asked({ language: "en" }, []));
    expect(text).toContain("None since 22 November 2026. The reporter wants none. Reason: Sa det på telefon.");
    expect(text).not.toContain("<dt>Feedback by</dt>");
    const rows = openedRows([...desk.cases.rows.peek().values()]).filter(({ id }) => id === stored.row);
    const [head, row] = registerOf(rows, () => shown.channel, words.en);
    expect(given(row)[given(head).indexOf(words.en.say("cases-fed-back"))]).toBe("None since 2026-11-22 (by the server): The reporter wants none");
    expect(given(row)[given(head).indexOf(words.en.say("cases-law-days-feedback"))]).toBe("");
    // What somebody wrote of it stays in the case.
    expect(JSON.stringify(row)).not.toContain("telefon");
    await record.waive("feedback", null, "");
    shown = current();
    expect(await fileText(asked({ language: "en" }, []))).not.toContain("None since");
  });

  it("tells a day as signed or as the server's, in words and in data", async () => {
    stored.c[2] = { ...given(stored.c[2]), day: day("2026-11-21") };
    server.lie = (asked, answer) => {
      if (asked.method !== "GET" || !asked.path.endsWith(`/cases/${stored.row}`)) return answer;
      return { ...(answer as object), state: "closed", acknowledged: "2026-11-20", fed_back: "2026-11-20", closed: "2026-11-20", received: "2026-11-19" };
    };
    desk = seat(server, me);
    await desk.cases.load();
    shown = await show(desk.cases, stored.row);
    exporting = new Exporting(desk, desk.filesIn(shown), warningsOf);
    const text = await fileText(asked({ language: "en" }, []));
    expect(text).toContain("22 November 2026 (the server: 21 November 2026)");
    expect(text).toContain("19 November 2026 (by the server)");
    const { target, path } = intoFile("words.zip");
    await exporting.package(current(), asked(), words.sv, making(), target, () => undefined);
    const entry = Object.entries(unzipSync(new Uint8Array(readFileSync(path)))).find(([name]) => name.endsWith("/conversation.json"));
    const data = JSON.parse(new TextDecoder().decode(given(entry)[1])) as { readonly entries: readonly unknown[] };
    // What no letter bears out is the server's word alone.
    expect(data).toMatchObject({
      state: "received",
      steps: { acknowledged: null, fed_back: null, closed: null },
      server_says: { state: "closed", acknowledged: "2026-11-20", fed_back: "2026-11-20", closed: "2026-11-20", received: "2026-11-19" },
    });
    expect(data.entries[2]).toMatchObject({ signed_day: "2026-11-22", server_day: "2026-11-21" });
  });
});

const OUTSIDE = { ...NO_DISCLOSURE, recipient: "Polisen", basis: "5 kap. 10 § visselblåsarlagen", tells: true, notice: "Polisen får akten." };

describe("what left a case", () => {
  it("stands in its file and its package though notes are left out, with whom it was for, on which ground, and whether the reporter was told", async () => {
    const disclosing = desk.disclosingIn(shown, "disclosure");
    await disclosing.complete(shown, { ...OUTSIDE, recipient: "Åklagaren", what: "Namn", tells: false, notice: "", withheld: "Det skulle motverka utredningen." });
    shown = current();
    const text = await fileText(asked({ language: "en" }, []));
    for (const said of ["Exports and disclosures", "Åklagaren", "5 kap. 10 § visselblåsarlagen", "Det skulle motverka utredningen.", "Namn", "Kommunarkivet"]) {
      expect(text).toContain(said);
    }
    expect(text).not.toContain("sigill/deed");
    expect(text).not.toContain("Hemlig minnesanteckning.");

    shown = current();
    const { target, path } = intoFile("left.zip");
    const made = await exporting.package(shown, asked({}, ["notes"]), words.sv, making(), target, () => undefined);
    expect(made.is).toBe("made");
    const whole = Object.entries(unzipSync(new Uint8Array(readFileSync(path))));
    const read = (name: string) => new TextDecoder().decode(given(whole.find(([each]) => each.endsWith(`/${name}`)))[1]);
    const list = JSON.parse(read("exports.json")) as { readonly entries: readonly { readonly deed: { readonly what: string; readonly to: unknown } }[] };
    expect(list.entries.map(({ deed }) => deed.what)).toEqual(["disclosure", "case-file", "package"]);
    expect(given(list.entries[0]).deed.to).toEqual({ is: "outside", recipient: "Åklagaren", basis: OUTSIDE.basis, told: null, withheld: "Det skulle motverka utredningen." });
    // In one list, not in two.
    expect(read("notes.json")).toContain("Hemlig minnesanteckning.");
    expect(read("notes.json")).not.toContain("sigill/deed");
  });

  it("is told to somebody outside without why a reporter was not told", async () => {
    const why = "Det skulle motverka utredningen.";
    const untold = { ...OUTSIDE, tells: false, notice: "", withheld: why };
    const text = await fileText(asked({ for: { is: "outside", disclosure: untold } }));
    expect(text).toContain("Rapportören har inte fått veta det.");
    expect(text).not.toContain(why);
    shown = current();
    const { target, path } = intoFile("outside.zip");
    const made = await exporting.package(shown, asked({ for: { is: "outside", disclosure: untold } }), words.sv, making(), target, () => undefined);
    expect(made.is).toBe("made");
    const whole = Object.values(unzipSync(new Uint8Array(readFileSync(path)))).map((bytes) => new TextDecoder().decode(bytes));
    expect(whole.filter((file) => file.includes("Polisen"))).not.toEqual([]);
    expect(whole.filter((file) => file.includes(why))).toEqual([]);
  });

  it("for somebody outside goes with the ground, after the reporter has been told of it", async () => {
    const whom = { is: "outside", disclosure: OUTSIDE } as const;
    const text = await fileText(asked({ for: whom }));
    expect(posts().map(({ body }) => (body as { readonly thread: string }).thread)).toEqual(["c", "i"]);
    for (const said of ["Polisen får akten.", "Mottagare", "Rapportören fick veta det i nummer 4 i samtalet."]) expect(text).toContain(said);
    for (const lacking of [{ ...OUTSIDE, basis: " " }, { ...OUTSIDE, recipient: "" }, { ...OUTSIDE, notice: "" }, { ...OUTSIDE, tells: null }]) {
      server.asked.length = 0;
      const { target, path } = intoFile("lacking.zip");
      const made = await exporting.package(current(), asked({ for: { is: "outside", disclosure: lacking } }), words.sv, making(), target, () => undefined);
      expect(made).toMatchObject({ is: "failed", failure: { why: "undisclosed", outcome: { is: "incomplete" } }, isLogged: false });
      expect(posts()).toEqual([]);
      expect(() => readFileSync(path)).toThrow();
    }
  });

  it("is told from a note that looks like it", () => {
    const head = "sigill/deed/v1\n";
    for (const other of ["", head, `${head}{}`, `${head}{"what":"disclosure"}`, `${head}[]`, `${head}{"what":"constructor"}`, `${head}null`]) {
      expect(deedIn(other)).toBeNull();
    }
    const to = { is: "outside", recipient: "Polisen", basis: "5 kap. 10 §", told: null, withheld: "Skäl." };
    const copy = { what: "copy", to, language: "sv", pieces: ["c-3"], grounds: [], marks: [], reasons: "", appeal: "" };
    expect(deedIn(head + JSON.stringify(copy))).toEqual(copy);
    for (const wrong of [{ ...copy, marks: [{ at: "c-3-0", from: 1, to: 2, ground: 0 }] }, { ...copy, to: { is: "inside", purpose: "Arkivet" } }, { ...copy, more: 1 }]) {
      expect(deedIn(head + JSON.stringify(wrong))).toBeNull();
    }
  });
});

describe("a copy to hand out", () => {
  it("offers nothing but the conversation until somebody asks, and masks headings, notes, record and the names of files alike", async () => {
    await desk.disclosingIn(shown, "package").keep(shown, { what: "package", to: { is: "inside", purpose: "Arkivet" }, language: "sv", parts: [], contact: "without", letters: 1, files: 0 });
    shown = current();
    expect(piecesOf(shown, making(), words.sv).map(({ key }) => key)).toEqual(["a-what", "c-2"]);
    const all = piecesOf(shown, making(), words.sv, new Set(["notes", "record", "files"]));
    // What left the case before is none of it.
    expect(new Set(all.map(({ key }) => key.replaceAll(/\d+/g, "#")))).toEqual(new Set(["a-what", "c-#", "i-#", "r#-#", "fc-#"]));
    expect(all.filter(({ key }) => key.startsWith("i-"))).toHaveLength(1);
    const texts = textsOf(all);
    const hidden = ["Rapportören", "Hemlig", "Kort", "Räksmörgås"];
    const ground = { code: "osl-32-3b", words: "" };
    const marks = new Map(
      texts.map(([name, text]) => {
        const found = hidden.map((word) => [text.indexOf(word), word.length] as const).filter(([from]) => from >= 0);
        return [name, found.map(([from, length]) => ({ from, to: from + length, level: "reporter" as const, ground })).slice(0, 1)] as const;
      }),
    );
    for (const word of hidden) expect(texts.some(([, text]) => text.includes(word))).toBe(true);
    const copy = { shown, making: making(), pieces: all, marks, recipient: "Lunda Tidning", basis: "2 kap. 15 § TF", reasons: "Kan visa vem.", appeal: "" };
    const text = htmlOf(disclosureCopy(copy, words.sv));
    for (const word of hidden) expect(text).not.toContain(word);
    for (const said of ["En sak till.", "minnesanteckning.", "Styrkt", "████████ [32 kap. 3 b §"]) expect(text).toContain(said);

    // The decision stands in the case: each mark by its place and ground, and not by what it covers.
    const outcome = await desk.disclosingIn(shown, "copy").complete(shown, OUTSIDE, (to): CopyDeed => ({
      what: "copy",
      to,
      language: "sv",
      pieces: all.map(({ key }) => key),
      ...withGrounds(marks),
      reasons: "Kan visa vem.",
      appeal: "",
    }));
    expect(outcome.is).toBe("done");
    shown = current();
    const { deed, entry } = given(deedsIn(shown.opened.internal.entries).at(-1));
    if (deed.what !== "copy") throw new Error("no copy");
    for (const word of ["Hemlig", "Kort", "Räksmörgås"]) expect(entry.body.text).not.toContain(word);
    expect(marksOf(deed)).toHaveLength([...marks.values()].flat().length);
    const places = marksOf(deed).map((mark) => placeInWords(mark, shown, words.en));
    expect(places).toContain("Number 3 of the conversation, the heading, characters 1–11");
    expect(places.some((place) => /^Number \d+ among the notes, paragraph 1, characters 1–6$/.test(place))).toBe(true);
    expect(places.some((place) => place.startsWith("Case work, "))).toBe(true);
    // And so it does in the file of the case, for whoever reviews it.
    const file = await fileText(asked({ language: "en" }, []));
    for (const place of places) expect(file).toContain(escaped(place));
    expect(file).toContain("Kan visa vem.");
  });
});

/** Keeps what is written to it in a file. */
function intoFile(name: string): { readonly target: Target; readonly path: string } {
  const path = join(folder, name);
  const parts: Buffer[] = [];
  const target: Target = {
    write: async (part) => {
      parts.push(Buffer.from(part instanceof Blob ? new Uint8Array(await part.arrayBuffer()) : part));
    },
    keep: () => {
      writeFileSync(path, Buffer.concat(parts));
      return Promise.resolve();
    },
    discard: () => {
      parts.length = 0;
      return Promise.resolve();
    },
  };
  return { target, path };
}

describe("a package", () => {
  it("opens with another's program, holds its own sums, and every file under a safe name", async () => {
    const { target, path } = intoFile("whole.zip");
    const made = await exporting.package(shown, asked(), words.sv, making(), target, () => undefined);
    expect(made).toMatchObject({ is: "made", files: 3, left: 0 });
    expect(execFileSync("python3", ["-m", "zipfile", "-t", path]).toString()).toContain("Done testing");
    const out = join(folder, "whole");
    execFileSync("python3", ["-m", "zipfile", "-e", path, out]);
    const [reference = ""] = readdirSync(out);
    const within = join(out, reference);
    expect(execFileSync("sha256sum", ["--strict", "-c", "SHA256SUMS"], { cwd: within }).toString()).not.toContain("FAILED");
    expect(readdirSync(join(within, "files")).sort()).toEqual(["001-etc-raksmorgas-kvitton.txt", "002-con.txt", "003-faktura-pdf.exe.unopened"]);
    expect(readdirSync(within).sort()).toEqual(["README.txt", "SHA256SUMS", "case-file.html", "conversation.json", "exports.json", "files", "manifest.json", "record.json"]);
    expect(readFileSync(join(within, "files/002-con.txt"), "utf8")).toBe("Ett till, av samma slag, från i höstas.");
    const manifest = JSON.parse(readFileSync(join(within, "manifest.json"), "utf8")) as { readonly files: readonly { readonly name: string; readonly at: string }[] };
    expect(manifest.files.map(({ name }) => name)).toEqual(["..\\..\\etc\\Räksmörgås: kvitton.txt", "CON.txt", "faktura.pdf.exe"]);
    const told = readFileSync(join(within, "conversation.json"), "utf8");
    expect(told).toContain("En sak till.");
    // The days are the only times, and no key of a file, no recipient and nothing kept apart stands in it.
    const whole = readFileSync(path, "latin1");
    expect(whole).not.toMatch(/AGE-SECRET-KEY|age1pq1/);
    expect(whole).not.toContain("Anna Ek");
    const entries = unzipSync(new Uint8Array(readFileSync(path)), { filter: ({ name }) => name.endsWith(".html") });
    expect(Object.keys(entries)).toEqual([`${reference}/case-file.html`]);
  });

  it("leaves a damaged file out and names it, and keeps nothing where one cannot be fetched", async () => {
    given([...stored.files.values()][1]).pieces[0]?.fill(0);
    const spoilt = intoFile("spoilt.zip");
    const made = await exporting.package(shown, asked(), words.sv, making(), spoilt.target, () => undefined);
    expect(made).toMatchObject({ is: "made", files: 2, left: 1 });
    const whole = unzipSync(new Uint8Array(readFileSync(spoilt.path)));
    expect(Object.keys(whole).filter((name) => name.includes("/files/"))).toHaveLength(2);
    const manifest = Object.entries(whole).find(([name]) => name.endsWith("manifest.json"));
    expect(new TextDecoder().decode(given(manifest)[1])).toContain('"state": "damaged"');

    server.interrupt = ({ path }) => Promise.resolve(/\/files\/[0-9a-f]+\/\d+$/.test(path) ? "offline" : null);
    const again = seat(server, me);
    await again.cases.load();
    shown = await show(again.cases, stored.row);
    exporting = new Exporting(again, again.filesIn(shown), warningsOf);
    const unfetched = intoFile("unfetched.zip");
    const failed = await exporting.package(shown, asked(), words.sv, making(), unfetched.target, () => undefined);
    expect(failed).toMatchObject({ is: "failed", failure: { why: "unfetched" }, isLogged: true });
    expect(readdirSync(folder)).not.toContain("unfetched.zip");
  });

  it("that could not be made tells the reporter once, however often it is tried", async () => {
    const whom = { is: "outside", disclosure: OUTSIDE } as const;
    const full = intoFile("full.zip");
    const target = { ...full.target, write: () => Promise.reject(new DOMException("", "QuotaExceededError")) };
    const failed = await exporting.package(current(), asked({ for: whom }), words.sv, making(), target, () => undefined);
    expect(failed).toMatchObject({ is: "failed", failure: { why: "disk" }, isLogged: true });
    const made = await exporting.package(current(), asked({ for: whom }), words.sv, making(), intoFile("fits.zip").target, () => undefined);
    expect(made.is).toBe("made");
    expect(posts().map(({ body }) => (body as { readonly thread: string }).thread)).toEqual(["c", "i", "i"]);
    // Whoever hands it out again, later, says so again.
    await exporting.package(current(), asked({ for: whom }), words.sv, making(), intoFile("again.zip").target, () => undefined);
    const told = () => posts().filter(({ body }) => (body as { readonly thread: string }).thread === "c").length;
    expect(told()).toBe(2);
    // What fails for somebody inside is no other try of that.
    const inside = await exporting.package(current(), asked(), words.sv, making(), target, () => undefined);
    expect(inside).toMatchObject({ is: "failed", isLogged: true });
    await exporting.package(current(), asked({ for: whom }), words.sv, making(), intoFile("third.zip").target, () => undefined);
    expect(told()).toBe(3);
  });
});
