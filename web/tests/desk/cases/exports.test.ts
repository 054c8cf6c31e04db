import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { warningsOf } from "../../../src/desk/cases/case_pane.tsx";
import type { Shown } from "../../../src/desk/cases/current.ts";
import { Exporting, type Asked } from "../../../src/desk/cases/exports/exporting.ts";
import { escaped, htmlOf } from "../../../src/desk/cases/exports/html.ts";
import { makingIn, type Part } from "../../../src/desk/cases/exports/parts.ts";
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
  return { language: "sv", parts: new Set(parts), purpose: "Kommunarkivet", contactReason: null, ...over };
}

const making = () => makingIn(shown, me.id, day("2026-11-22"));
const posts = () => server.asked.filter(({ method, path }) => method === "POST" && path.endsWith("/envelopes"));
/** Everything that the server was sent or asked. */
const told = () => JSON.stringify(server.asked);
const notes = () =>
  current().opened.internal.entries.flatMap((entry) => (entry.status === "shown" && entry.body.kind === "note" ? [entry.body.text] : []));

async function fileText(over: Asked): Promise<string> {
  const made = await exporting.caseFile(shown, over, words.sv, words[over.language], making(), () => undefined);
  if (made.is === "failed") throw new Error(made.failure.why);
  return htmlOf(made.sheet);
}

describe("a case file", () => {
  it("is written into the case before there is one, and says nothing to the server but that", async () => {
    const text = await fileText(asked());
    expect(posts()).toHaveLength(1);
    expect(given(posts()[0]).body).toMatchObject({ thread: "i", step: null, deed: true });
    expect(notes().at(-1)).toBe(
      "Exporterade ärendeakten på svenska, för: Kommunarkivet. 2 inlägg, 3 filer. Utöver rapport och samtal: Handläggning, Händelser, Filer.",
    );
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
    const made = await exporting.caseFile(shown, asked(), words.sv, words.sv, making(), () => undefined);
    expect(made).toMatchObject({ is: "failed", failure: { why: "not-logged", outcome: { is: "unknown" } } });
    // The second try finds the first or stores it, and is written down once.
    server.interrupt = () => Promise.resolve(null);
    await fileText(asked());
    expect(notes().filter((text) => text.startsWith("Exporterade"))).toHaveLength(1);
  });

  it("is in the language that was picked, with notes and contact details only where they were chosen", async () => {
    const text = await fileText(asked({ language: "en", contactReason: "Arkivet frågar." }, ["notes"]));
    for (const said of ['<html lang="en">', "Case file", "Hemlig minnesanteckning.", "Anna Ek, 070-174 06 05", "20 November 2026"]) {
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
    const made = await exporting.package(shown, asked(), words.sv, words.sv, making(), target, () => undefined);
    expect(made).toMatchObject({ is: "made", files: 3, left: 0 });
    expect(execFileSync("python3", ["-m", "zipfile", "-t", path]).toString()).toContain("Done testing");
    const out = join(folder, "whole");
    execFileSync("python3", ["-m", "zipfile", "-e", path, out]);
    const [reference = ""] = readdirSync(out);
    const within = join(out, reference);
    expect(execFileSync("sha256sum", ["--strict", "-c", "SHA256SUMS"], { cwd: within }).toString()).not.toContain("FAILED");
    expect(readdirSync(join(within, "files")).sort()).toEqual(["001-etc-raksmorgas-kvitton.txt", "002-con.txt", "003-faktura-pdf.exe.unopened"]);
    expect(readdirSync(within).sort()).toEqual(["README.txt", "SHA256SUMS", "case-file.html", "conversation.json", "files", "manifest.json", "record.json"]);
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
    const made = await exporting.package(shown, asked(), words.sv, words.sv, making(), spoilt.target, () => undefined);
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
    const failed = await exporting.package(shown, asked(), words.sv, words.sv, making(), unfetched.target, () => undefined);
    expect(failed).toMatchObject({ is: "failed", failure: { why: "unfetched" }, isLogged: true });
    expect(readdirSync(folder)).not.toContain("unfetched.zip");
  });
});
