import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseDay, type Day } from "../../src/sealing/day.ts";
import { stampDiffers } from "../../src/sealing/stamp.ts";

interface Vector {
  readonly why: string;
  readonly stated: string;
  readonly stamped: string;
  readonly entered: boolean;
  readonly differs: boolean;
}

const vectors = JSON.parse(
  readFileSync(new URL("../../../tests/vectors/stamps.json", import.meta.url), "utf8"),
) as readonly Vector[];

function dayOf(text: string): Day {
  const day = parseDay(text);
  if (day === null) throw new Error(text);
  return day;
}

test.each(vectors)("a day is borne out by its stamp or not: $why", ({ stated, stamped, entered, differs }) => {
  expect(stampDiffers(dayOf(stated), dayOf(stamped), entered)).toBe(differs);
});
