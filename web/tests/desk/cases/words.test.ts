import { describe, expect, it } from "vitest";
import { categoryPhrase } from "../../../src/desk/cases/category.ts";
import { dateInWords, dayInWords, dutyInWords } from "../../../src/desk/cases/days_in_words.ts";
import { firstWords } from "../../../src/desk/cases/digesting.ts";
import { Words } from "../../../src/desk/words.ts";
import { day } from "./support/given.ts";

const sv = new Words("sv");
const en = new Words("en");
const today = day("2026-11-22");

describe("days in words", () => {
  it.each([
    ["2026-11-22", "i dag", "today"],
    ["2026-11-23", "i morgon", "tomorrow"],
    ["2026-11-21", "i går", "yesterday"],
    ["2026-11-26", "torsdag", "Thursday"],
    // A week ahead has the weekday of today, so it is named by its date.
    ["2026-11-29", "29 november", "29 November"],
    ["2027-02-24", "24 februari", "24 February"],
    ["2027-11-22", "22 november 2027", "22 November 2027"],
    ["2025-11-20", "20 november 2025", "20 November 2025"],
  ])("%s", (text, swedish, english) => {
    expect(dayInWords(day(text), today, sv)).toBe(swedish);
    expect(dayInWords(day(text), today, en)).toBe(english);
  });

  it("a fact has its year wherever that is another", () => {
    expect(dateInWords(day("2027-02-24"), today, sv)).toBe("24 februari 2027");
  });

  it("a duty says what and by when, or how late it is", () => {
    const by = (text: string) => ({ what: "acknowledge", by: day(text) }) as const;
    expect(dutyInWords(by("2026-11-26"), today, sv)).toBe("Bekräfta senast torsdag, 4 dagar kvar");
    expect(dutyInWords(by("2026-11-22"), today, sv)).toBe("Bekräfta senast i dag");
    expect(dutyInWords(by("2026-11-23"), today, sv)).toBe("Bekräfta senast i morgon, 1 dag kvar");
    for (const what of ["step", "tell", "protect", "recommend", "review", "decide"] as const) {
      expect(dutyInWords({ what, by: day("2026-11-20") }, today, sv)).toContain("senast 20 november, 2 dagar försenat");
      expect(dutyInWords({ what, by: day("2026-11-23") }, today, en)).toContain("by tomorrow, 1 day left");
    }
    expect(dutyInWords(by("2026-11-21"), today, sv)).toBe("Bekräfta senast i går, 1 dag försenat");
    expect(dutyInWords({ what: "feedback", by: day("2026-11-12") }, today, en)).toBe("Give feedback by 12 November, 10 days late");
  });
});

describe("a title", () => {
  it("is the first sentence, if that is short enough", () => {
    expect(firstWords("Kommunens bilar används privat. Varje helg.")).toBe("Kommunens bilar används privat");
    expect(firstWords("Är det här rätt? Jag vet inte.")).toBe("Är det här rätt?");
  });

  it("is as many whole words as fit otherwise, on one line", () => {
    const title = firstWords("Fakturor från\nSandbergs Bygg ".repeat(20));
    expect(title.length).toBeLessThanOrEqual(92);
    expect(title).toMatch(/^Fakturor från Sandbergs Bygg .*[a-zå] …$/);
  });

  it("is never cut within a character", () => {
    expect(firstWords("\u{1F4C4}".repeat(80))).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/);
  });
});

describe("a category", () => {
  it("has its words, and a code of a later version none", () => {
    expect(sv.say(categoryPhrase("proc") ?? "cases-title")).toBe("Offentlig upphandling, inköp eller avtal");
    expect(categoryPhrase("later")).toBeNull();
  });
});
