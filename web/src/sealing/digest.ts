/** SHA-256 digests, and those that a label keeps apart from all others. */
import { sha256 } from "@noble/hashes/sha2.js";
import { concatenate, hex, isHex, parseHex, utf8 } from "./encoding.ts";

declare const digest: unique symbol;

/** A SHA-256 digest as 64 lower-case hex digits. Public: it may be shown and compared. */
export type Digest = string & { readonly [digest]: true };

const LENGTH = 32;

/** What stands where nothing comes before: `prev` of number 0, `previous` of epoch 1. */
// Sixty-four zeros are a digest by form.
export const ZERO_DIGEST = "0".repeat(2 * LENGTH) as Digest;

/** SHA-256 of some bytes. */
export function digestOf(bytes: Uint8Array): Digest {
  return digestFromBytes(sha256(bytes));
}

/** SHA-256 of bytes that come one after the other: some 75 MB a second, for browsers digest only what they have whole. */
export function digesting(): { readonly update: (bytes: Uint8Array) => void; readonly finish: () => Digest } {
  const running = sha256.create();
  return {
    update: (bytes) => {
      running.update(bytes);
    },
    finish: () => digestFromBytes(running.digest()),
  };
}

/**
 * SHA-256(`sigill/v1/` ‖ label ‖ 0x00 ‖ parts, one after the other): lengths must follow from the label, for no
 * separator stands between the parts.
 */
export function labelledDigest(label: string, ...parts: readonly Uint8Array[]): Digest {
  return digestOf(labelled(label, ...parts));
}

/** The bytes `sigill/v1/` ‖ label ‖ 0x00 ‖ parts: what a labelled digest, signature or code is over. */
export function labelled(label: string, ...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return concatenate(utf8(`sigill/v1/${label}\0`), ...parts);
}

/** The digest in 64 lower-case hex digits, or null for any other text. */
export function parseDigest(text: string): Digest | null {
  return isHex(text, LENGTH) ? (text as Digest) : null;
}

/** A digest from its 32 bytes. */
export function digestFromBytes(bytes: Uint8Array): Digest {
  return hex(bytes) as Digest;
}

/** The 32 bytes of a digest. */
export function digestBytes(value: Digest): Uint8Array<ArrayBuffer> {
  return parseHex(value, LENGTH) ?? new Uint8Array(LENGTH);
}
