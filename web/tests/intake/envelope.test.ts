import { expect, test } from "vitest";
import { envelopeRequest } from "../../src/intake/server/envelope.ts";

test("a request that marks what was read is as long as one that brings a letter", () => {
  const sealed = new Uint8Array(4096);
  const [letter, mark] = [envelopeRequest(7, sealed, "none"), envelopeRequest(7, sealed, "read")];
  expect(mark).toHaveLength(letter.length);
  expect(new TextDecoder().decode(mark)).toContain('"mark":"read"');
  expect(new TextDecoder().decode(letter)).not.toContain("files");
});
