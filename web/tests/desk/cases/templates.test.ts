import { beforeEach, describe, expect, it } from "vitest";
import type { Correspondence } from "../../../src/desk/cases/correspondence.ts";
import type { Shown } from "../../../src/desk/cases/current.ts";
import { BUILT_IN } from "../../../src/desk/cases/templates/built_in.ts";
import { blanksIn, FIELDS, filledIn, firstBlankIn, placeholderOf } from "../../../src/desk/cases/templates/placeholders.ts";
import { valuesIn } from "../../../src/desk/cases/templates/values.ts";
import { Words } from "../../../src/desk/words.ts";
import { seat, show, type AtDesk } from "./support/at_desk.ts";
import { DeskServer } from "./support/desk_server.ts";
import { day, given } from "./support/given.ts";
import { person, type StoredCase } from "./support/stored.ts";

const me = person("Chefsjurist");
const sv = new Words("sv");
const en = new Words("en");

let server: DeskServer;
let stored: StoredCase;
let desk: AtDesk;
let shown: Shown;
let writing: Correspondence;

beforeEach(async () => {
  server = new DeskServer([me], day("2026-11-22"));
  stored = await server.file({ answers: [{ question: "what", answer: "Fakturor har delats upp." }] }, day("2026-11-20"));
  desk = seat(server, me);
  await desk.cases.load();
  shown = await show(desk.cases, stored.row);
  writing = desk.correspondenceIn(shown);
});

const now = (): Date => desk.ports.now();

describe("a template", () => {
  it("is filled in with what is known, in either language, and leaves blanks for the rest", () => {
    for (const words of [sv, en]) {
      const values = valuesIn(shown, "acknowledge", me.id, now(), words);
      expect(Object.values(values)).not.toContain(null);
      const fields = FIELDS.map((field) => placeholderOf(field, words));
      expect(new Set(fields).size).toBe(FIELDS.length);
      for (const template of BUILT_IN) {
        const source = template.text(words);
        const text = filledIn(source, values, words);
        expect(text).toContain("Chefsjurist");
        expect(text).toContain(given(desk.cases.rows.value.get(stored.row)?.view).reference);
        // Every field is one that the desk knows; what is left is the writer's.
        const left = blanksIn(text);
        expect(left.filter((blank) => fields.includes(blank))).toEqual([]);
        expect(left.length === 0).toBe(template.id === "acknowledgement");
      }
    }
  });

  it("names the day of the feedback by the law's rule, three months from an acknowledgement that is written today", () => {
    expect(valuesIn(shown, "acknowledge", me.id, now(), sv)["feedback-by"]).toBe("22 februari 2027");
    // Unacknowledged, from the seventh day.
    expect(valuesIn(shown, "reply", me.id, now(), en)["feedback-by"]).toBe("27 February 2027");
  });

  it("leaves blank what did not verify", () => {
    const lied = { ...shown.answer.summary, days: { ...shown.answer.summary.days, received: day("2026-11-01") } };
    const values = valuesIn({ ...shown, answer: { ...shown.answer, summary: lied } }, "reply", me.id, now(), sv);
    expect(values).toMatchObject({ received: null, "feedback-by": null });
    const unsigned = { ...shown.channel, organisation: { sv: "", en: "" }, settingsHold: false };
    expect(valuesIn({ ...shown, channel: unsigned }, "reply", me.id, now(), sv).organisation).toBeNull();
    expect(filledIn(`${placeholderOf("received", sv)} {skäl}`, values, sv)).toBe(`${placeholderOf("received", sv)} {skäl}`);
  });

  it("comes after what stands in the box of one's own, and in the place of a standard text", () => {
    writing.insert("acknowledge", "Mallen.", "sv");
    expect(writing.texts.value.acknowledge).toBe("Mallen.");
    writing.choose("reply");
    writing.type("Mitt eget.\n");
    writing.insert("reply", "Mallen.", "sv");
    expect(writing.texts.value.reply).toBe("Mitt eget.\n\nMallen.");
  });

  it("is not sent with a blank left in it, and goes in the language it is written in", async () => {
    writing.insert("reply", "Thank you. {the questions}", "en");
    await writing.send();
    expect(writing.status.value).toEqual({ is: "unfilled", kind: "reply" });
    expect(stored.c).toHaveLength(2);
    expect(firstBlankIn(writing.texts.value.reply)).toEqual({ from: 11, to: 26 });
    writing.type("Thank you. Who else saw it?");
    await writing.send();
    expect(writing.status.value.is).toBe("sent");
    const sent = await show(desk.cases, stored.row);
    const last = sent.opened.conversation.entries.at(-1);
    expect(last?.status === "shown" && last.body.kind === "message" ? last.body.language : null).toBe("en");
    // Among handlers braces are braces.
    writing.choose("note");
    writing.type("Se {bilagan}");
    await writing.send();
    expect(writing.status.value.is).toBe("sent");
  });
});
