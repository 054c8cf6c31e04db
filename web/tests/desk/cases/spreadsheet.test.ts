import { describe, expect, it } from "vitest";
import type { Channel } from "../../../src/desk/cases/channel.ts";
import { openedRows, registerOf } from "../../../src/desk/cases/exports/case_list.ts";
import { cellOf, csvOf } from "../../../src/desk/cases/exports/spreadsheet.ts";
import { Words } from "../../../src/desk/words.ts";
import { DeskServer } from "./support/desk_server.ts";
import { day } from "./support/given.ts";
import { opened, row } from "./support/rows.ts";
import { person } from "./support/stored.ts";

describe("a cell", () => {
  it("is never a formula, in whatever form one begins", () => {
    const begins = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "﹦", "−", "|", "%", " =", "\u200b=", "\ufeff=", "'=", '"=', "\u00a0+", "\t-", "\u202e@"];
    for (const begin of begins) expect(cellOf(`${begin}HYPERLINK("x")`), JSON.stringify(begin)).toMatch(/^"'/);
    for (const plain of ["K3M-9TX2", "2026-11-22", "Räksmörgås", "", "a=b", "1-2"]) expect(cellOf(plain)).toBe(`"${plain}"`);
  });

  it("breaks out of its quotes by nothing", () => {
    expect(cellOf('a";=1+1;"\r\n=2')).toBe('"a"";=1+1;"" =2"');
    expect(csvOf([["a", "å"], ["=1", ";"]])).toBe('\ufeff"a";"å"\r\n"\'=1";";"\r\n');
  });
});

describe("the register", () => {
  const me = person("=Chefsjurist");
  const server = new DeskServer([me], day("2026-11-22"));
  const channel: Channel = { chain: server.chain, address: "lunda" } as Channel;

  it("tells of each opened case how to find it and how far it is, and nothing that was written in it", () => {
    const record = { assigned: [me.id], tags: ["Kommunalråd"], phase: "investigating" } as const;
    const rows = [
      opened({ reference: "ZZZ-ZZZZ", title: "Hemlig titel", words: "Hemliga ord" }, record, { received: day("2026-11-20") }),
      opened({ reference: "AAA-AAAA" }, {}, { received: day("2026-11-03"), acknowledged: day("2026-11-04") }),
      row({}, { view: null }),
    ];
    const told = openedRows(rows);
    expect(told).toHaveLength(2);
    const swedish = csvOf(registerOf(told, () => channel, new Words("sv")));
    const lines = swedish.split("\r\n");
    expect(lines[0]).toMatch(/^\ufeff"Beteckning";"Kom in";"Ärendemening";"Avsändare"/);
    expect(lines[1]).toContain('"AAA-AAAA";"2026-11-03";"Rapport i visselblåsarkanalen";"Lämnas inte ut";"lunda"');
    expect(lines[2]).toContain('"Utreds"');
    // A title that somebody chose is no formula either.
    expect(lines[2]).toContain('"\'=Chefsjurist"');
    for (const unsaid of ["Hemlig", "Kommunalråd"]) expect(swedish).not.toContain(unsaid);
    expect(csvOf(registerOf(told, () => channel, new Words("en")))).toContain('"Being investigated"');
  });
});
