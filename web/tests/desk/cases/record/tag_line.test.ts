import { describe, expect, it } from "vitest";
import { tagsOf } from "../../../../src/desk/cases/filters.ts";
import { offeredFor } from "../../../../src/desk/cases/record/tag_line.tsx";
import { opened } from "../support/rows.ts";

describe("tags that are offered", () => {
  it("are those of all cases, each once, those of most cases first", () => {
    const rows = [["bygg"], ["skola", "bygg"], [], ["alkohol"]].map((tags) => opened({}, { tags }));
    expect(tagsOf(rows)).toEqual(["bygg", "alkohol", "skola"]);
  });

  it("have what is typed in them, at their beginning before elsewhere, whatever its case", () => {
    const tags = ["nybygge", "Bygg", "skola", "byggherre"];
    expect(offeredFor(" by", tags)).toEqual(["Bygg", "byggherre", "nybygge"]);
    expect(offeredFor("bygg", tags)).toEqual(["byggherre", "nybygge"]);
    expect(offeredFor("", tags)).toEqual(tags);
    expect(offeredFor("x", tags)).toEqual([]);
    expect(offeredFor("", Array.from({ length: 30 }, (_, n) => `${n}`))).toHaveLength(8);
  });
});
