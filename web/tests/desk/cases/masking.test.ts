import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { disclosureCopy, talliesOf, type CopyOf } from "../../../src/desk/cases/exports/disclosure_copy.ts";
import { paragraphKey, type Piece } from "../../../src/desk/cases/exports/pieces.ts";
import { htmlOf } from "../../../src/desk/cases/exports/html.ts";
import { carriedOver, isMasked, leftOvers, maskedLine, suggestionsIn, withMark, withoutMarkAt, wordsIn, type Ground, type Marks } from "../../../src/desk/cases/exports/masking.ts";
import { BAR, barInWords } from "../../../src/desk/cases/exports/sheet.ts";
import type { Shown } from "../../../src/desk/cases/current.ts";
import { Words } from "../../../src/desk/words.ts";
import { day } from "./support/given.ts";
import { person } from "./support/stored.ts";

const words = new Words("sv");
const REPORTER: Ground = { code: "osl-32-3b", words: "" };
const OTHER: Ground = { code: "osl-17-3b", words: "" };
const SECRET = "Åsa Hemligsson";

describe("marks", () => {
  it("that lie over each other become one, and what can show who the reporter is stays that", () => {
    const text = "abcdefghij";
    const marks = withMark(withMark([], { from: 2, to: 5, level: "reporter", ground: REPORTER }), { from: 4, to: 8, level: "other", ground: OTHER });
    expect(marks).toEqual([{ from: 2, to: 8, level: "reporter", ground: REPORTER }]);
    expect(withoutMarkAt(marks, 7)).toEqual([]);
    expect(withoutMarkAt(marks, 8)).toEqual(marks);
    expect(isMasked(marks, 0, 2)).toBe(false);
    expect(maskedLine(text, marks, words)).toEqual(["ab", { ground: words.say("export-ground-osl-32-3b") }, "ij"]);
  });

  it("cover the whole of an answer that is told in another language, and stay where a text is as it was", () => {
    const marks: Marks = [
      { from: 0, to: 3, level: "other", ground: OTHER },
      { from: 4, to: 7, level: "reporter", ground: REPORTER },
    ];
    const carried = carriedOver(
      new Map([["chosen", marks], ["free", marks]]),
      new Map([["chosen", "Ekonomi"], ["free", "som det skrevs"]]),
      new Map([["chosen", "Finance department"], ["free", "som det skrevs"]]),
    );
    expect(carried.get("free")).toEqual(marks);
    // What is not offered for the moment keeps its marks until it is.
    expect(carriedOver(new Map([["elsewhere", marks]]), new Map(), new Map()).get("elsewhere")).toEqual(marks);
    expect(maskedLine("Finance department", carried.get("chosen") ?? [], words)).toEqual([{ ground: words.say("export-ground-osl-32-3b") }]);
  });

  it("tell by their bars neither how long nor of how many words they are", () => {
    const text = "Skriv till Åsa Hemligsson i dag";
    const each = wordsIn(text).filter(({ text: word }) => SECRET.split(" ").includes(word));
    const byWord = each.reduce<Marks>((marks, { from, to }) => withMark(marks, { from, to, level: "reporter", ground: REPORTER }), []);
    const atOnce = withMark([], { from: 11, to: 25, level: "reporter", ground: REPORTER });
    expect(maskedLine(text, byWord, words)).toEqual(maskedLine(text, atOnce, words));
    expect(barInWords({ ground: "x" })).toBe(`${BAR} [x]`);
  });

  it("leave in a line exactly what is not masked, whatever is masked and laid bare", () => {
    const places = fc.array(fc.tuple(fc.nat(60), fc.nat(60), fc.boolean()), { maxLength: 12 });
    fc.assert(
      fc.property(places, (steps) => {
        const text = [...Array(60).keys()].map((at) => String.fromCharCode(0x4e00 + at)).join("");
        let marks: Marks = [];
        for (const [from, to, isBared] of steps) {
          marks = isBared ? withoutMarkAt(marks, from) : withMark(marks, { from, to, level: "other", ground: OTHER });
        }
        const left = maskedLine(text, marks, words).filter((run) => typeof run === "string").join("");
        const bare = Array.from({ length: text.length }, (_, at) => (isMasked(marks, at, at + 1) ? "" : text.charAt(at)));
        expect(left).toBe(bare.join(""));
        for (const [at, mark] of marks.entries()) expect(mark.from).toBeGreaterThanOrEqual(marks[at - 1]?.to ?? 0);
      }),
    );
  });
});

describe("suggestions", () => {
  it("are what looks like an address, a number, or a word that somebody looks for; a day is none", () => {
    const text = "Mejla asa.lind@kommun.se eller ring 070-174 06 05. Nr 19850101-1234, den 2026-11-22. Fråga åsa (Lind).";
    expect(suggestionsIn(text, ["Åsa"]).map(({ like, text: found }) => [like, found])).toEqual([
      ["mail", "asa.lind@kommun.se"],
      ["phone", "070-174 06 05"],
      ["number", "19850101-1234"],
      ["word", "åsa"],
    ]);
    expect(suggestionsIn("a(b", ["(b", "[", "\\"]).map(({ text: found }) => found)).toEqual(["(b"]);
  });

  it("come at once of a text made to take long", () => {
    const began = performance.now();
    for (const text of ["@".repeat(100_000), "a".repeat(100_000), "1 ".repeat(50_000), "a@a.".repeat(25_000)]) suggestionsIn(text, ["a"]);
    expect(performance.now() - began).toBeLessThan(20_000);
  });
});

describe("a copy to hand out", () => {
  const me = person("Chefsjurist");
  const pieces: readonly Piece[] = [
    { key: "a-what", heading: "Rapporten · Berätta", paragraphs: [`${SECRET} ringde mig.`, "Chefen heter <b>Bo Ek</b>."] },
    { key: "c-3", heading: "Rapportören · 22 november 2026", paragraphs: [`Fråga ${SECRET}.`] },
  ];
  const shown = { opened: { conversation: { pinned: { id: "0".repeat(64) } } }, channel: { address: "lunda", organisation: { sv: "Lunda", en: "" } } } as unknown as Shown;
  const passages: readonly (readonly [Piece | undefined, number, string, Ground])[] = [
    [pieces[0], 0, SECRET, REPORTER],
    [pieces[0], 1, "Bo Ek", { code: null, words: "39 kap. 2 §" }],
    [pieces[1], 0, SECRET, REPORTER],
  ];
  const marks = new Map<string, Marks>();
  for (const [piece, index, passage, ground] of passages) {
    if (piece === undefined) continue;
    const from = (piece.paragraphs[index] ?? "").indexOf(passage);
    const level = ground === REPORTER ? "reporter" : "other";
    marks.set(paragraphKey(piece, index), [{ from, to: from + passage.length, level, ground }]);
  }
  const of: CopyOf = {
    shown,
    making: { member: me.id, title: me.title, day: day("2026-11-22") },
    pieces,
    marks,
    recipient: "Lunda Tidning",
    basis: "2 kap. 15 § tryckfrihetsförordningen",
    reasons: "Uppgifterna kan visa vem rapportören är.",
    appeal: "Kammarrätten i Göteborg.",
  };

  it("holds nothing of what was masked, in no place and no form", () => {
    for (const language of ["sv", "en"] as const) {
      const sheet = disclosureCopy(of, new Words(language));
      const html = htmlOf(sheet);
      const bytes = Buffer.from(html, "utf8");
      for (const text of [html, JSON.stringify(sheet), bytes.toString("latin1")]) {
        for (const part of [SECRET, "Hemligsson", "Åsa", "Bo Ek", Buffer.from("Hemligsson").toString("base64"), Buffer.from("Hemligsson").toString("hex")]) {
          expect(text).not.toContain(part);
        }
      }
      expect(html.split(BAR)).toHaveLength(4);
      for (const said of [" ringde mig.", "&lt;b&gt;", "39 kap. 2 §", "Lunda Tidning", "2 kap. 15 §", "Kammarrätten i Göteborg.", "Uppgifterna kan visa"]) {
        expect(html).toContain(said);
      }
    }
    expect(talliesOf(of, words).map(({ level, count }) => [level, count])).toEqual([
      ["reporter", 2],
      ["other", 1],
    ]);
  });

  it("says how the decision is appealed only where it can be", () => {
    expect(htmlOf(disclosureCopy(of, words))).toContain("Så överklagar du");
    expect(htmlOf(disclosureCopy({ ...of, appeal: "" }, words))).not.toContain("överklaga");
  });

  it("warns of a passage that was masked in one place and forgotten in another", () => {
    const texts = [[`${SECRET} och hon`, [{ from: 0, to: SECRET.length, level: "reporter", ground: REPORTER }]] as const];
    expect(leftOvers(texts, ["Skäl"])).toEqual([]);
    expect(leftOvers([...texts, ["fråga ÅSA HEMLIGSSON", []] as const], [])).toEqual([SECRET]);
    expect(leftOvers(texts, [`Avser ${SECRET}`])).toEqual([SECRET]);
  });
});
