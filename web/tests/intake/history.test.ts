import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

const INTAKE = new URL("../../src/intake/", import.meta.url);

it("no script of the intake adds an entry to the history: leaving quickly replaces the only one", () => {
  const scripts = readdirSync(INTAKE, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  expect(scripts).toContain("filing/steps.ts");
  const adding = scripts.filter((name) => /\bpushState\b|location\.(hash|href) = |location\.assign/.test(readFileSync(new URL(name, INTAKE), "utf8")));
  expect(adding).toEqual([]);
});
