import { describe, expect, it } from "vitest";
import { fateOf } from "../../../src/desk/cases/retention/ending.ts";
import { stepsBetween } from "../../../src/desk/cases/record/stepping.ts";
import { NO_RECORD, type CaseRecord } from "../../../src/desk/cases/record/terms.ts";
import { day } from "./support/given.ts";

const PRIVATE = { isPublic: false, retentionMonths: 24 };
const PUBLIC = { isPublic: true, retentionMonths: 24 };
const HELD: CaseRecord = new Map([["hold", "2027-01-20"], ["hold-reason", "Rättegång."]]);
const DECIDED: CaseRecord = new Map([["erasure-decision", "KS 2027/114 § 8"]]);

describe("the end of a case", () => {
  it("comes its months after closing, unless it is held, and to a public record by a decision alone", () => {
    const closed = day("2028-02-29");
    const end = day("2030-02-28");
    expect(fateOf(null, DECIDED, PRIVATE)).toEqual({ is: "open" });
    expect(fateOf(closed, NO_RECORD, PRIVATE)).toEqual({ is: "due", on: end });
    expect(fateOf(closed, NO_RECORD, PUBLIC)).toEqual({ is: "undecided", end });
    expect(fateOf(closed, DECIDED, PUBLIC)).toEqual({ is: "due", on: end });
    expect(fateOf(closed, new Map([...HELD, ...DECIDED]), PUBLIC)).toEqual({ is: "held" });
    expect(fateOf(closed, NO_RECORD, { ...PRIVATE, retentionMonths: 1 })).toEqual({ is: "due", on: day("2028-03-29") });
  });

  it("is told to the server by the steps that the record's versions take", () => {
    expect(stepsBetween(NO_RECORD, HELD)).toEqual(["hold"]);
    expect(stepsBetween(HELD, DECIDED)).toEqual(["release", "decide-erasure"]);
    expect(stepsBetween(DECIDED, new Map([["erasure-early", "Felsänd."]]))).toEqual(["undecide-erasure", "propose-erasure"]);
    // Proposed anew, in other words, for what has come since.
    expect(stepsBetween(new Map([["erasure-early", "Felsänd."]]), new Map([["erasure-early", "Inget ärende."]]))).toEqual(["propose-erasure"]);
  });
});
