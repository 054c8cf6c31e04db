import { describe, expect, it } from "vitest";
import { newId, type MemberId } from "../../../../src/sealing/id.ts";
import { assigned } from "../../../../src/desk/cases/record/assignable.ts";
import { writeValue } from "../../../../src/desk/cases/record/forms.ts";
import { NO_RECORD } from "../../../../src/desk/cases/record/terms.ts";

describe("assigning", () => {
  it("changes whom one ticked or unticked, and keeps what a colleague has changed meanwhile", () => {
    const [kept, taken, given, colleagues] = [newId<"member">(), newId<"member">(), newId<"member">(), newId<"member">()];
    const ticked = new Map([[taken, false], [given, true]]);
    const after = (...before: MemberId[]) => [...assigned(new Map(NO_RECORD).set("assigned", writeValue("members", before)), ticked)].sort();
    expect(after(kept, taken)).toEqual([kept, given].sort());
    expect(after(kept, taken, colleagues)).toEqual([kept, given, colleagues].sort());
    expect(after(given, colleagues)).toEqual([given, colleagues].sort());
    expect(assigned(NO_RECORD, ticked)).toEqual([given]);
    expect(after(taken)).toEqual([given]);
  });
});
