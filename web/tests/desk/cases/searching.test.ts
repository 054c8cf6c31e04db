import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { filtered, NO_FILTER } from "../../../src/desk/cases/filters.ts";
import type { Row } from "../../../src/desk/cases/inbox.ts";
import { excerptOf, piecesOf, spansOf, wordsOf } from "../../../src/desk/cases/searching.ts";
import { newId } from "../../../src/sealing/id.ts";
import { given } from "./support/given.ts";
import { opened, view } from "./support/rows.ts";

const me = newId<"member">();
const found = (rows: readonly Row[], search: string): number => filtered(rows, { ...NO_FILTER, search }, me).length;
const marked = (text: string, search: string): readonly string[] =>
  piecesOf(text, wordsOf(search)).flatMap((piece) => (piece.found ? [piece.text] : []));

describe("a search", () => {
  const one = opened({}, { tags: ["brådskar"] });

  it("finds every word, in any order and case, over title, text, tags and both spellings of the reference", () => {
    expect(found([one], "SVÅGER jäv")).toBe(1);
    expect(found([one], "k3m9tx2")).toBe(1);
    expect(found([one], "K3M-9TX2 juni")).toBe(1);
    expect(found([one], "Brådskar")).toBe(1);
    expect(found([one], "svåger september")).toBe(0);
  });

  it("knows å from a, and one spelling of å from another not", () => {
    expect(found([one], "svager")).toBe(0);
    expect(found([one], "sva\u030Ager")).toBe(1);
  });

  it("finds no case that nothing is known of", () => {
    expect(found([{ ...one, view: null, haystack: "" }], "jäv")).toBe(0);
  });
});

describe("what was found", () => {
  it("is marked wherever it stands, the longer of two words that begin together", () => {
    expect(marked("Svågern och SVÅGER", "svåger")).toEqual(["Svåger", "SVÅGER"]);
    expect(marked("rektorsval", "rek rektor")).toEqual(["rektor"]);
    expect(marked("anna", "nn na")).toEqual(["nn"]);
    expect(marked("ingenting", "jäv")).toEqual([]);
  });

  it("is shown with the words around it, the first of all that were searched for", () => {
    const excerpt = given(excerptOf(view().words, wordsOf("juni SVÅGER")));
    expect(excerpt).toBe("Förvaltningschefens svåger fick tjänsten. Möte den 9 juni.");
    expect(excerptOf(view().words, ["rektor"])).toBeNull();
    const long = `${"ord ".repeat(50)}svåger${" ord".repeat(50)}`;
    expect(excerptOf(long, ["svåger"])).toMatch(/^… (ord )+svåger( ord)+ …$/);
  });

  it("never changes a text, and marks nothing else than what was searched for", () => {
    const words = fc.array(fc.string({ unit: "binary", minLength: 1, maxLength: 4 }), { maxLength: 4 }).map((each) => wordsOf(each.join(" ")));
    const texts = fc.oneof(fc.string({ unit: "binary", maxLength: 200 }), fc.string({ unit: fc.constantFrom("a", "b", "å", " "), maxLength: 60 }));
    fc.assert(
      fc.property(texts, words, (text, wanted) => {
        const pieces = piecesOf(text, wanted);
        expect(pieces.map((piece) => piece.text).join("")).toBe(text.normalize("NFC"));
        for (const piece of pieces) if (piece.found) expect(wanted).toContain(piece.text.toLowerCase());
      }),
    );
  });

  it("leaves no place out that overlaps no other", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("a", "b", " "), maxLength: 40 }), fc.constantFrom("a", "ab", "ba"), (text, word) => {
        expect(spansOf(text, [word])).toHaveLength(text.split(word).length - 1);
      }),
    );
  });

  it("is in every excerpt, and an excerpt is a piece of the text but for its spaces", () => {
    const units = fc.constantFrom("a", "b", "c", "å", " ", "\n", "😀");
    fc.assert(
      fc.property(fc.string({ unit: units, maxLength: 300 }), fc.string({ unit: fc.constantFrom("a", "b", "å"), minLength: 1, maxLength: 3 }), (text, word) => {
        const excerpt = excerptOf(text, [word]);
        expect(excerpt === null).toBe(!text.includes(word));
        if (excerpt === null) return;
        expect(excerpt).toContain(word);
        const line = excerpt.replace(/^… /, "").replace(/ …$/, "");
        expect(text.replaceAll(/\s+/g, " ").trim()).toContain(line);
        expect(line).not.toMatch(/\p{Surrogate}/u);
      }),
    );
  });
});
