/** The settings that a new channel begins with are those of the server, whose vectors `tests/settings.rs` writes. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { defaultSettings, type Organisation } from "../../src/desk/setup/settings.ts";

interface Vector extends Organisation {
  readonly settings: unknown;
}

const vectors = JSON.parse(
  readFileSync(new URL("../../../tests/vectors/settings.json", import.meta.url), "utf8"),
) as readonly Vector[];

test("a new channel begins with the settings that the server would give it", () => {
  expect(vectors).toHaveLength(4);
  for (const { settings, kind, name, obliged } of vectors) {
    expect(JSON.parse(defaultSettings({ kind, name, obliged }))).toEqual(settings);
  }
});
