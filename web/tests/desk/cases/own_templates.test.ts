import { beforeEach, describe, expect, it } from "vitest";
import { languageFor, offered } from "../../../src/desk/cases/templates/offered.ts";
import {
  byName,
  MOST_TEMPLATES,
  removingTemplate,
  savingTemplate,
  TEXT_MOST,
  type OwnTemplate,
} from "../../../src/desk/cases/templates/own_template.ts";
import { filledIn, placeholderOf } from "../../../src/desk/cases/templates/placeholders.ts";
import { typedTemplate, wrongInTemplate } from "../../../src/desk/cases/templates/typing.ts";
import { saving } from "../../../src/desk/cases/views/saved_view.ts";
import { NO_FILTER } from "../../../src/desk/cases/filters.ts";
import { Words } from "../../../src/desk/words.ts";
import { seat, type AtDesk } from "./support/at_desk.ts";
import { DeskServer } from "./support/desk_server.ts";
import { day, given } from "./support/given.ts";
import { person } from "./support/stored.ts";

const me = person("Chefsjurist");
const colleague = person("HR-direktör");
const sv = new Words("sv");
const en = new Words("en");
let server: DeskServer;
let one: AtDesk;
let other: AtDesk;

const template = (name: string, part: Partial<OwnTemplate> = {}): OwnTemplate => ({ name, sv: `${name} på svenska`, en: "", ...part });
const save = (desk: AtDesk, each: OwnTemplate, before: OwnTemplate | null = null) =>
  desk.own.changeTemplates(savingTemplate(each, before));

beforeEach(() => {
  server = new DeskServer([me, colleague], day("2026-11-22"));
  [one, other] = [seat(server, me), seat(server, me)];
});

describe("a template of one's own", () => {
  it("comes back after the desk has locked, on another computer too, and to nobody else; the server reads none of it", async () => {
    expect(await save(one, template("Svåger", { sv: "Om din svåger", en: "About a relative" }))).toEqual({ is: "kept" });
    await one.own.changeViews(saving({ name: "Allt", filter: NO_FILTER, sort: "duty" }));
    one.stop();
    expect(one.own.templates.value).toEqual([]);
    await other.own.load();
    expect(other.own.templates.value).toEqual([template("Svåger", { sv: "Om din svåger", en: "About a relative" })]);
    expect(other.own.views.value).toHaveLength(1);
    const theirs = seat(server, colleague);
    await theirs.own.load();
    expect(theirs.own.templates.value).toEqual([]);
    for (const word of ["Svåger", "svåger", "relative"]) expect(JSON.stringify(server.asked)).not.toContain(word);
  });

  it("saved in two windows at once is kept beside the other, and beside the views", async () => {
    await Promise.all([one.own.load(), other.own.load()]);
    await save(one, template("Tack"));
    await other.own.changeViews(saving({ name: "Allt", filter: NO_FILTER, sort: "duty" }));
    await save(other, template("Hej"));
    await one.own.load();
    expect(one.own.templates.value).toEqual([template("Tack"), template("Hej")]);
    expect(one.own.views.value.map(({ name }) => name)).toEqual(["Allt"]);
  });

  it("changed in two windows at once is not written over: the later one is told, and may do it again", async () => {
    await save(one, template("Tack"));
    await other.own.load();
    const mine = template("Tack", { sv: "Tack, sa jag" });
    const theirs = template("Tack", { sv: "Tack, sade hon" });
    expect(await save(one, mine, template("Tack"))).toEqual({ is: "kept" });
    expect(await save(other, theirs, template("Tack"))).toEqual({ is: "changed" });
    expect(await other.own.changeTemplates(removingTemplate(template("Tack")))).toEqual({ is: "changed" });
    expect(other.own.templates.value).toEqual([mine]);
    expect(await save(other, theirs, mine)).toEqual({ is: "kept" });
    await one.own.load();
    expect(one.own.templates.value).toEqual([theirs]);
  });

  it("has a name that no other has, can be renamed, and is saved anew where it was deleted meanwhile", async () => {
    await save(one, template("Tack"));
    await save(one, template("Hej"));
    expect(await save(one, template("Hej", { en: "Hello" }))).toEqual({ is: "taken" });
    expect(await save(one, template("Hej", { en: "Hello" }), template("Tack"))).toEqual({ is: "taken" });
    expect(await save(one, template("Adjö"), template("Hej"))).toEqual({ is: "kept" });
    expect(one.own.templates.value).toEqual([template("Tack"), template("Adjö")]);
    await other.own.changeTemplates(removingTemplate(template("Adjö")));
    expect(await save(one, template("Adjö", { en: "Goodbye" }), template("Adjö"))).toEqual({ is: "kept" });
    expect(one.own.templates.value.at(-1)).toEqual(template("Adjö", { en: "Goodbye" }));
  });

  it("whose answer was lost is there once when it is saved again", async () => {
    await save(one, template("Tack"));
    const [before, after] = [template("Tack"), template("Tusen tack")];
    server.lie = ({ method }, answer) => {
      if (method === "PUT") throw new TypeError("the answer was lost");
      return answer;
    };
    expect(await save(one, after, before)).toMatchObject({ is: "not-saved" });
    server.lie = (_, answer) => answer;
    expect(await save(one, after, before)).toEqual({ is: "kept" });
    expect(one.own.templates.value).toEqual([after]);
  });

  it("finds room for so many, and for so much in all", async () => {
    const long = "å".repeat(TEXT_MOST);
    const many = Array.from({ length: MOST_TEMPLATES }, (_, at) => template(`Mall ${at}`, { sv: at < 45 ? long : "kort" }));
    expect(await one.own.changeTemplates(() => many)).toEqual({ is: "kept" });
    expect(await save(one, template("En till"))).toEqual({ is: "full" });
    // Every one of them may be as long as a template gets, in both languages, and has room beside the others.
    const swedish = "Tack för det du berättar. ".repeat(TEXT_MOST / 25).slice(0, TEXT_MOST);
    const whole = many.map((each) => ({ ...each, sv: swedish, en: "a".repeat(TEXT_MOST) }));
    expect(await one.own.changeTemplates(() => whole)).toEqual({ is: "kept" });
    // There is room for fewer in other alphabets, and what does not fit changes nothing.
    for (const sv of ["字", "🐚"].map((sign) => sign.repeat(TEXT_MOST))) {
      expect(await one.own.changeTemplates(() => whole.map((each) => ({ ...each, sv })))).toEqual({ is: "no-room" });
    }
    await other.own.load();
    expect(other.own.templates.value).toEqual(whole);
  });
});

describe("what is typed of one", () => {
  it("is saved with a name on one line and text without stray characters", () => {
    expect(typedTemplate({ name: " Tack \n så mycket ", sv: " Hej\r\n{skäl}\u0007 ", en: "" })).toEqual({
      name: "Tack så mycket",
      sv: "Hej\n{skäl}",
      en: "",
    });
  });

  it("has a name, and a text in one language at least that is not too long", () => {
    expect([...wrongInTemplate(template("Tack"))]).toEqual([]);
    expect([...wrongInTemplate({ name: "Tack", sv: "", en: "Thanks" })]).toEqual([]);
    expect([...wrongInTemplate({ name: "", sv: "", en: "" })]).toEqual([["name", "no-name"], ["sv", "no-text"]]);
    expect([...wrongInTemplate(template("Tack", { en: "a".repeat(TEXT_MOST + 1) }))]).toEqual([["en", "too-long"]]);
  });
});

describe("what is offered", () => {
  const own = [template("Öppnat"), template("Zon"), template("Ärende", { sv: "", en: "Only in English" })];

  it("is what fits the letter, then one's own by name as the language sorts them, then the rest", () => {
    const all = offered("acknowledge", own, sv);
    expect(all.slice(0, 4).map(({ name }) => name)).toEqual(["Bekräftelse", "Zon", "Ärende", "Öppnat"]);
    expect(all.map(({ isFitting }) => isFitting).lastIndexOf(true)).toBe(0);
    expect(byName(own, "en").map(({ name }) => name)).toEqual(["Ärende", "Öppnat", "Zon"]);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  });

  it("is inserted in the language that was chosen, or in the only one that it has", () => {
    const [, zon, english] = offered("acknowledge", own, sv);
    expect([languageFor(given(zon), "sv"), languageFor(given(zon), "en")]).toEqual(["sv", "sv"]);
    expect(languageFor(given(english), "sv")).toBe("en");
    expect(given(english).textIn(en)).toBe("Only in English");
    expect(languageFor(given(offered("reply", [], sv)[0]), "en")).toBe("en");
  });

  it("has its fields filled in as those that every desk has", () => {
    const field = placeholderOf("reference", sv);
    const values = { reference: "K3M-9TX2", organisation: null, title: null, received: null, "feedback-by": null };
    expect(filledIn(`Om ${field}: {skäl}`, values, sv)).toBe("Om K3M-9TX2: {skäl}");
  });
});
