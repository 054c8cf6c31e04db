import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { asFileName, isFileName } from "../../src/sealing/file.ts";

type Parts = readonly (readonly [text: string, times: number])[];
const vector = JSON.parse(readFileSync(new URL("../../../tests/vectors/file-names.json", import.meta.url), "utf8")) as {
  readonly names: readonly { readonly why: string; readonly from: Parts; readonly to: Parts }[];
};

function repeated(parts: Parts): string {
  return parts.map(([text, times]) => text.repeat(times)).join("");
}

// The server path's test reads the same file (src/intake/server_path/file_name.rs).
test.each(vector.names)("a file is called the same on both of the reporter's paths: $why", ({ from, to }) => {
  expect(asFileName(repeated(from))).toBe(repeated(to));
  expect(isFileName(repeated(to))).toBe(true);
});
