/** Digests that two people compare, read aloud from one screen to the other. */
import { leadingSymbols } from "../sealing/code.ts";
import { digestBytes, labelledDigest, type Digest } from "../sealing/digest.ts";
import { utf8 } from "../sealing/encoding.ts";
import type { MemberId } from "../sealing/id.ts";
import type { Recipient } from "../sealing/identity.ts";
import type { VerifyingKey } from "../sealing/signature.ts";

/** Symbols of a fingerprint that two people compare: 100 bits. */
const FINGERPRINT_SYMBOLS = 20;

/** A digest as people compare it, in groups of five. */
export function fingerprintOfDigest(digest: Digest): string {
  const symbols = leadingSymbols(digestBytes(digest), FINGERPRINT_SYMBOLS);
  return symbols.match(/.{5}/g)?.join("-") ?? symbols;
}

/** Whose keys they are: as a line of a keyring says, or as their own vault does. */
export interface KeysOf {
  readonly id: MemberId;
  readonly recipient: Recipient<"handler">;
  readonly verify: VerifyingKey<"author">;
}

/** The fingerprint of somebody's keys in a channel, whatever they are called there. */
export function fingerprintOfKeys({ id, recipient, verify }: KeysOf): string {
  return fingerprintOfDigest(labelledDigest("line", utf8(`${id} ${recipient} ${verify}`)));
}
