/**
 * A member's passphrase: seven words, generated, never chosen, and what Argon2id makes of it (PROTOCOL.md section 9).
 * Stretching takes most of a second and belongs in a worker.
 */
import { argon2id } from "@noble/hashes/argon2.js";
import { utf8 } from "./encoding.ts";
import { SealingError } from "./failure.ts";
import { idBytes, type MemberId } from "./id.ts";
import { WORD_LIST } from "./passphrase/words.ts";
import { systemRandom, type Random } from "./random.ts";
import { Secret } from "./secret.ts";

/** How many words a passphrase has: 7 of 7,776 are 90 bits. */
export const PASSPHRASE_WORDS = 7;

declare const passphrase: unique symbol;

/** Seven words of the list, in lower case, joined by single spaces. A string cannot be wiped: let go of it. */
export type Passphrase = string & { readonly [passphrase]: true };

/**
 * Why text is no passphrase; a page can say from it what to mend.
 *
 * - `length`: `at` is how many words there are instead of 7
 * - `word`: `at` is the place, from 1, of a word that is not in the list: mistyped
 */
export type PassphraseErrorKind = "length" | "word";

/** Text is no passphrase. */
export class PassphraseError extends SealingError<PassphraseErrorKind> {
  /** See {@link PassphraseErrorKind}. */
  readonly at: number;

  constructor(kind: PassphraseErrorKind, at: number) {
    super("PassphraseError", kind, kind === "length" ? "a passphrase has 7 words" : "a word is not in the list");
    this.at = at;
  }
}

const WORDS: readonly string[] = WORD_LIST.split(" ");
/** The greatest multiple of the list's length that two bytes hold: numbers over it are drawn again. */
const FAIR = 0x1_0000 - (0x1_0000 % WORDS.length);

/** Draws seven words. */
export function newPassphrase(random: Random = systemRandom): Passphrase {
  const words = Array.from({ length: PASSPHRASE_WORDS }, () => draw(random));
  return words.join(" ") as Passphrase;
}

/**
 * Reads what somebody typed: any white space between and around the words, and upper case.
 *
 * @throws {@link PassphraseError}
 */
export function readPassphrase(typed: string): Passphrase {
  const words = typed.toLowerCase().split(/\s+/u).filter((word) => word !== "");
  const wrong = words.findIndex((word) => !WORDS.includes(word));
  if (wrong >= 0) throw new PassphraseError("word", wrong + 1);
  if (words.length !== PASSPHRASE_WORDS) throw new PassphraseError("length", words.length);
  return words.join(" ") as Passphrase;
}

/** What stretching costs: memory in KiB, and passes. */
export interface Cost {
  readonly memory: number;
  readonly passes: number;
}

/** The protocol's: 64 MiB and 3 passes. */
export const PROTOCOL_COST: Cost = { memory: 64 * 1024, passes: 3 };

/**
 * Stretches a passphrase by Argon2id, with the member's id as salt: what `sign-in` and `vault/unlock` are derived from.
 *
 * @param cost - another than the protocol's only in tests
 */
export function stretch(words: Passphrase, member: MemberId, cost: Cost = PROTOCOL_COST): Secret<"passphrase"> {
  const { memory: m, passes: t } = cost;
  return new Secret("passphrase", argon2id(utf8(words), idBytes(member), { m, t, p: 1, dkLen: 32 }));
}

function draw(random: Random): string {
  for (;;) {
    const [high, low] = random(2);
    const number = ((high ?? 0) << 8) | (low ?? 0);
    const word = number < FAIR ? WORDS[number % WORDS.length] : undefined;
    if (word !== undefined) return word;
  }
}
