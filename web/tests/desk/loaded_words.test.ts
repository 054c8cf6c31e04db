import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { LOCALES, Words } from "../../src/desk/words.ts";

test("the desk says every message that is written for it", () => {
  for (const locale of LOCALES) {
    const folder = new URL(`../../locales/${locale}/`, import.meta.url);
    const files = readdirSync(folder).filter((name) => name.startsWith("desk"));
    expect(files.length).toBeGreaterThan(5);
    const say = new Words(locale).say as unknown as (id: string, values: object) => string;
    for (const name of files) {
      const ids = readFileSync(new URL(name, folder), "utf8").match(/^[a-z][a-z0-9-]*(?= =)/gm) ?? [];
      // What a message that nobody loaded is said as. Arguments are not given: what is missing stands as its name.
      const unsaid = ids.filter((id) => say(id, {}) === id);
      expect(unsaid, `${locale}/${name}`).toEqual([]);
    }
  }
});
