/** Digests that two people compare, read aloud from one screen to the other. */
import { leadingSymbols } from "../sealing/code.ts";
import { digestBytes, type Digest } from "../sealing/digest.ts";

/** Symbols of a fingerprint that two people compare: 100 bits. */
const FINGERPRINT_SYMBOLS = 20;

/** A digest as people compare it, in groups of five. */
export function fingerprintOfDigest(digest: Digest): string {
  const symbols = leadingSymbols(digestBytes(digest), FINGERPRINT_SYMBOLS);
  return symbols.match(/.{5}/g)?.join("-") ?? symbols;
}
