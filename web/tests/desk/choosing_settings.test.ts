/** What an owner chooses of a channel's settings: the document it becomes, what follows from it, and publishing it. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { aheadIn } from "../../src/desk/settings/ahead.ts";
import { changesOf, differ } from "../../src/desk/settings/changes.ts";
import { chosenIn, isRetention, publishSettings, settingsWith, type Chosen } from "../../src/desk/settings/document.ts";
import { visitChannels } from "../../src/desk/channels.ts";
import type { Organisation } from "../../src/desk/setup/settings.ts";
import { Words } from "../../src/desk/words.ts";
import { digestOf } from "../../src/sealing/digest.ts";
import { utf8 } from "../../src/sealing/encoding.ts";
import { OwnersServer } from "../support/owners_desk.ts";
import { row } from "./cases/support/rows.ts";
import { day, given } from "./cases/support/given.ts";

interface Vector extends Organisation {
  readonly settings: Record<string, unknown> & { readonly texts: Record<string, unknown> };
}

const vectors = JSON.parse(
  readFileSync(new URL("../../../tests/vectors/settings.json", import.meta.url), "utf8"),
) as readonly Vector[];
const vector = (kind: string, obliged: boolean): Vector => given(vectors.find((each) => each.kind === kind && each.obliged === obliged) ?? null);
const POLICY = { showOwn: true, contact: "one", serverPath: true } as const;
const municipal = JSON.stringify(vector("municipality", true).settings);
const before = given(chosenIn(municipal, POLICY));
const words = { sv: new Words("sv"), en: new Words("en") };

/** Every sentence that is shown before this is signed. */
function said(after: Chosen, ahead: Parameters<typeof changesOf>[3] = null, from: Chosen = before): string {
  const written = given(settingsWith(municipal, after));
  const all = changesOf(from, after, written, ahead, words.sv);
  return all.flatMap(({ what, before: was, after: is, means }) => [what, was, is, ...means]).join("\n");
}

describe("what an owner chooses", () => {
  it("is read out of settings and policy, and nothing of what it is not", () => {
    expect(before).toEqual({
      kind: "municipality",
      obliged: true,
      byReceipt: false,
      retentionMonths: 24,
      readMarks: false,
      showOwn: true,
      serverPath: true,
    });
    for (const other of ["", "[]", "{}", municipal.replace('"retention_months":24', '"retention_months":25')]) {
      expect(chosenIn(other, POLICY)).toBeNull();
    }
    expect([0, 1, 24, 25, 1.5].map(isRetention)).toEqual([false, true, true, false, false]);
  });

  it("becomes settings that the server would take, with the texts that fit the organisation's rules", () => {
    for (const { kind, obliged, settings } of vectors) {
      const { text, renewed, kept } = given(settingsWith(municipal, { ...before, kind, obliged }));
      expect(JSON.parse(text)).toEqual(settings);
      expect([renewed.length > 0, kept]).toEqual([kind !== "municipality" || !obliged, []]);
    }
    const { text } = given(settingsWith(municipal, { ...before, byReceipt: true, retentionMonths: 6, readMarks: true }));
    const chosen = { acknowledgement: "receipt", retention_months: 6, read_marks: true };
    expect(JSON.parse(text)).toEqual({ ...vector("municipality", true).settings, ...chosen });
  });

  it("leaves a text alone that somebody has worded on their own, and says which", () => {
    const { settings } = vector("municipality", true);
    const own = { sv: "Våra egna ord.", en: "Our own words." };
    const worded = JSON.stringify({ ...settings, texts: { ...settings.texts, privacy: own } });
    const { text, renewed, kept } = given(settingsWith(worded, { ...before, kind: "company" }));
    expect([(JSON.parse(text) as Vector["settings"]).texts["privacy"], kept]).toEqual([own, ["privacy"]]);
    expect(renewed).not.toContain("privacy");
  });
});

describe("what is shown before it is signed", () => {
  it("is every change and no more", () => {
    expect(differ(before, { ...before })).toBe(false);
    const after = { ...before, byReceipt: true, showOwn: false };
    const changes = changesOf(before, after, given(settingsWith(municipal, after)), null, words.en);
    expect(changes.map(({ name }) => name)).toEqual(["byReceipt", "showOwn"]);
    expect(changes.every(({ means }) => means.length > 0)).toBe(true);
  });

  it("says from when another acknowledgement counts, and which texts follow", () => {
    expect(said({ ...before, byReceipt: true })).toContain("De som redan har kommit in bekräftar ni som förut.");
    const company = said({ ...before, kind: "company", obliged: false });
    expect(company).toContain("sekretess och tystnadsplikt");
    expect(company).toContain("högst två år efter att ärendet avslutades");
    expect(company).toContain("Det som redan har kommit in är allmänna handlingar.");
  });

  it("says what a shorter time would erase, and when; of a public body's, that nothing goes without a decision", () => {
    const closedOn = (text: string) => row({ closed: day(text) });
    const rows = [closedOn("2026-01-31"), closedOn("2026-05-22"), closedOn("2026-05-21"), closedOn("2026-11-01"), row({})];
    // Six months after 31 January is 31 July; the row's day is 22 November, on which 22 May's are kept for the last time.
    const { channel } = given(rows[0]).summary;
    const ahead = aheadIn(rows, channel, 6);
    expect(ahead).toEqual({ over: 2, next: "2026-11-22" });
    expect(aheadIn(rows, channel, 24)).toEqual({ over: 0, next: "2028-01-31" });
    const shorter = { ...before, retentionMonths: 6 };
    expect(said(shorter, ahead)).toContain("2 av ärendena du kan öppna har varit avslutade längre än så, och ska arkiveras.");
    // What came to a public body stays a public record.
    expect(said({ ...shorter, kind: "company" }, ahead)).toContain("och ska arkiveras.");
    const company = { ...before, kind: "company" } as const;
    expect(said({ ...shorter, kind: "company" }, ahead, company)).toContain("och ska raderas.");
    expect(said(shorter, ahead)).toContain("också dem som redan är avslutade");
    expect(said(shorter)).toContain("Räknar vad det betyder");
    expect(said(shorter, { over: 0, next: null })).toContain("Inget av ärendena");
  });

  it("says of a longer time that it keeps nothing longer that has come already", () => {
    const longer = said(before, null, { ...before, retentionMonths: 6 });
    expect(longer).toContain("De som redan har kommit in sparas inte längre än vad som gällde då.");
    expect(longer).not.toContain("också dem som redan är avslutade");
  });
});

describe("publishing settings", () => {
  it("signs an epoch of the same people with the new settings and policy, and shows the channel as it is then", async () => {
    const server = new OwnersServer();
    await server.keepFirst();
    const desk = await server.unlocked();
    await visitChannels(desk);
    const known = given(desk.channels.all.value.get(server.made.channel) ?? null);
    const { newest } = given(known.chain);
    const after = { ...before, retentionMonths: 12, showOwn: false };
    const { text } = given(settingsWith(municipal, after));
    await publishSettings(desk, known.told, newest, text, after);
    const now = given(desk.channels.all.value.get(server.made.channel) ?? null);
    const { keyring } = given(now.chain).newest;
    expect([server.settings, now.told.settings, keyring.settings]).toEqual([text, text, digestOf(utf8(text))]);
    expect(keyring.policy).toEqual({ ...newest.keyring.policy, showOwn: false, serverPath: true });
    expect([keyring.handlers, keyring.deputies, keyring.epoch]).toEqual([newest.keyring.handlers, newest.keyring.deputies, 2]);
    // Read anew, nothing is amiss.
    await visitChannels(desk);
    expect(desk.channels.all.value.get(server.made.channel)?.alarms).toEqual([]);
  });
});
