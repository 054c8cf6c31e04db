import { describe, expect, it } from "vitest";
import { filtered, NO_FILTER } from "../../../src/desk/cases/filters.ts";
import { unsearchedIn, type Row } from "../../../src/desk/cases/inbox.ts";
import { FURTHER_MOST, searchableIn, WORDS_MOST } from "../../../src/desk/cases/searchable.ts";
import { isFurtherBack } from "../../../src/desk/cases/searching.ts";
import { writeView } from "../../../src/desk/cases/view.ts";
import { utf8 } from "../../../src/sealing/encoding.ts";
import { newId } from "../../../src/sealing/id.ts";
import type { Entry } from "../../../src/sealing/thread.ts";
import { given } from "./support/given.ts";
import { opened } from "./support/rows.ts";

const me = newId<"member">();

/** Letters or notes, the oldest first, each with the names of its files. */
const thread = (kind: "message" | "note", ...said: readonly (readonly [text: string, ...files: readonly string[]])[]): readonly Entry[] =>
  said.map(([text, ...names], n) => {
    const body = { kind, text, files: names.map((name) => ({ name })), step: null };
    return { status: "shown", n, day: `2026-06-${String(n + 1).padStart(2, "0")}`, body, writer: { side: "reporter" } } as unknown as Entry;
  });
const rowOf = (...threads: Parameters<typeof searchableIn>): Row => opened({ ...searchableIn(...threads) });
const found = (row: Row, search: string): boolean => filtered([row], { ...NO_FILTER, search }, me).length === 1;
/** That many words, none of which occurs twice. */
const many = (count: number, begin: string): string => Array.from({ length: count }, (_, at) => `${begin}${at.toString(36)}`).join(" ");

describe("what a search finds of a case", () => {
  it("is every word of its letters and notes, and what their files are called", () => {
    const row = rowOf(thread("message", ["Fakturan var delad.", "Underlag Öster.pdf"]), thread("note", ["Ring revisorn.", "kontoplan.xlsx"]));
    for (const search of ["fakturan revisorn", "underlag öster.PDF", "kontoplan"]) expect([search, found(row, search)]).toEqual([search, true]);
    expect(found(row, "kvitto")).toBe(false);
    expect(unsearchedIn([row])).toEqual({ unopened: 0, cut: [] });
  });

  it("is the same in a long case, from its oldest letter to its newest, in an entry that stays small", () => {
    const filler = "och det var samma sak varje gång ".repeat(4000);
    const row = rowOf(thread("message", [`Garaget ${filler} mitten`, "äldst.txt"], [filler], [`${filler} nyligen`]), thread("note", ["en not"]));
    const view = given(row.view);
    for (const search of ["garaget", "mitten", "äldst.txt", "nyligen", "not", "garaget nyligen"]) expect([search, found(row, search)]).toEqual([search, true]);
    expect([view.isWhole, view.words.length <= WORDS_MOST, view.further.length < 100]).toEqual([true, true, true]);
    expect([isFurtherBack(view, ["garaget"]), isFurtherBack(view, ["varje"])]).toEqual([true, false]);
  });

  it("leaves out the oldest where even the words are too many, and says of which case", () => {
    const row = rowOf(thread("message", [`äldst ${many(20_000, "gammal")}`], [`${many(4000, "ny")} nyast`]), []);
    const view = given(row.view);
    expect([found(row, "nyast"), found(row, "ny0"), found(row, "äldst")]).toEqual([true, true, true]);
    expect(found(row, `gammal${(19_999).toString(36)}`)).toBe(false);
    expect([view.isWhole, view.further.length <= FURTHER_MOST]).toEqual([false, true]);
    expect(unsearchedIn([row, { ...row, view: null }])).toEqual({ unopened: 1, cut: [view.reference] });
    expect(utf8(writeView(view)).length).toBeLessThan(256 * 1024);
  });

  it("is not pushed out by one long word", () => {
    const row = rowOf(thread("message", ["äldst"], ["x".repeat(100_000)], ["y".repeat(WORDS_MOST)]), []);
    expect([found(row, "äldst"), given(row.view).isWhole]).toEqual([true, false]);
  });
});
