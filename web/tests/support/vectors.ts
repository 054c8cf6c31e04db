/** The vectors that both implementations read: tests/vectors/README.md says what each file holds. */
import { readFileSync } from "node:fs";

/** A vector file. Its form is the README's; a case that lacks what it should have fails the test that reads it. */
export function vectors(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../../tests/vectors/${name}.json`, import.meta.url), "utf8"));
}

/** The bytes of a field that ends in `_hex`. */
export function fromHex(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(text, "hex"));
}

/** The bytes of a field that ends in `_base64`. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(text, "base64"));
}
