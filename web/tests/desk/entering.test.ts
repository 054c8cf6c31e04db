import { describe, expect, it } from "vitest";
import { writeCode } from "../../src/sealing/code.ts";
import { base64 } from "../../src/sealing/encoding.ts";
import type { Json } from "../../src/sealing/strict_json.ts";
import { ApiError } from "../../src/desk/api.ts";
import { Entering } from "../../src/desk/entering/entering.ts";
import { blank, isBegun, judged, mistakesIn, type Typed } from "../../src/desk/entering/told.ts";
import { channel as testChannel, day, FIRST_DAY as TODAY, given } from "../support/channel.ts";

function filledIn(more: Partial<Typed> = {}): Typed {
  return {
    ...blank(TODAY, "sv"),
    cameBy: "telephone",
    documented: "minutes",
    answers: new Map([["what", "  Hon såg fakturorna.  "]]),
    ...more,
  };
}

describe("what is typed of a report that somebody told", () => {
  it("goes off as told, on the day it came, without what was not said", () => {
    const typed = filledIn({ received: "2026-11-18", answers: new Map([["what", " Å ä ö\r\n "], ["when", "  "]]), contact: " Kim " });
    expect(judged(typed, TODAY, null)).toEqual({
      told: {
        report: { language: "sv", answers: [{ question: "what", answer: "Å ä ö" }], contact: "Kim" },
        excluded: [],
        received: "2026-11-18",
        within: null,
      },
      terms: [["came-by", "telephone"], ["documented", "minutes"]],
    });
  });

  it.each<[string, Partial<Typed>, string]>([
    ["how it came", { cameBy: "" }, "cameBy"],
    ["a day to come", { received: "2026-11-23" }, "received"],
    ["more than a year ago", { received: "2025-11-20" }, "received"],
    ["no day", { received: "" }, "received"],
    ["how it is documented", { documented: "" }, "documented"],
    ["a recording without consent", { documented: "recording" }, "consent"],
    ["nothing told", { answers: new Map([["what", " \n"]]) }, "answers"],
  ])("is not taken: %s", (_what, part, where) => {
    const typed = filledIn(part);
    expect([...mistakesIn(typed, TODAY).keys()]).toEqual([where]);
    expect(judged(typed, TODAY, null)).toBeNull();
  });

  it("records the consent to a recording, and of nothing else", () => {
    expect(judged(filledIn({ documented: "recording", consent: true }), TODAY, null)?.terms).toContainEqual(["recording-consent", "yes"]);
    expect(judged(filledIn({ consent: true }), TODAY, null)?.terms).toHaveLength(2);
  });

  it("would be missed once anything stands in it", () => {
    expect(isBegun(blank(TODAY, "en"))).toBe(false);
    expect(isBegun(filledIn())).toBe(true);
  });
});

describe("entering a report", () => {
  const told = () => given(judged(filledIn(), TODAY, null)).told;

  /** A server that answers as it is told; "lost" stores and answers nothing. */
  function server(...answers: readonly ("stored" | "lost" | "refused" | "altered")[]) {
    const bodies: Json[] = [];
    const send = (_method: string, path: string, reader: (value: Json) => unknown, sent: { body?: Json } = {}): Promise<never> => {
      expect(path).toBe("/api/cases");
      const body = sent.body as { anchor: string; envelopes: string[]; received: string };
      bodies.push(structuredClone(sent.body ?? null));
      const how = answers[bodies.length - 1];
      if (how === "lost") return Promise.reject(new ApiError("offline"));
      if (how === "refused") return Promise.reject(new ApiError("problem-malformed", 400));
      const anchor = how === "altered" ? base64(new Uint8Array(64)) : body.anchor;
      return Promise.resolve(reader({ id: "0f".repeat(16), received: body.received, anchor, envelopes: body.envelopes }) as never);
    };
    return { bodies, api: { send } };
  }

  it("shows a code only once everything has come back as it was sealed", async () => {
    const channel = testChannel();
    const { api } = server("altered", "stored");
    const entering = new Entering(api);
    await expect(entering.send(told(), channel.chain.newest, TODAY)).rejects.toMatchObject({ kind: "damaged" });
    expect(entering.mayHaveArrived).toBe(true);
    const { own, row } = await entering.send(told(), channel.chain.newest, TODAY);
    expect(writeCode(own.code)).toMatch(/^[0-9A-Z]{5}(-[0-9A-Z]{5}){4}$/);
    expect(row).toBe("0f".repeat(16));
  });

  it("sends the very bytes again after a lost answer, whatever stands in the form by then", async () => {
    const channel = testChannel();
    const { api, bodies } = server("lost", "stored");
    const entering = new Entering(api);
    await expect(entering.send(told(), channel.chain.newest, TODAY)).rejects.toMatchObject({ kind: "offline" });
    expect(entering.mayHaveArrived).toBe(true);
    await entering.send({ ...told(), received: day("2026-11-10") }, channel.chain.newest, TODAY);
    expect(bodies[1]).toEqual(bodies[0]);
    expect(entering.mayHaveArrived).toBe(false);
  });

  it("makes another code after a refusal, for the form may be changed then", async () => {
    const channel = testChannel();
    const { api, bodies } = server("refused", "stored");
    const entering = new Entering(api);
    await expect(entering.send(told(), channel.chain.newest, TODAY)).rejects.toMatchObject({ kind: "problem-malformed" });
    expect(entering.mayHaveArrived).toBe(false);
    await entering.send(told(), channel.chain.newest, TODAY);
    const [first, second] = bodies.map((body) => (body as { locator: string }).locator);
    expect(second).not.toBe(first);
  });

  it("does not seal to a keyring that has expired", async () => {
    const channel = testChannel();
    const { api, bodies } = server("stored");
    await expect(new Entering(api).send(told(), channel.chain.newest, day("2027-11-22"))).rejects.toMatchObject({ kind: "keyring-old" });
    expect(bodies).toEqual([]);
  });
});
