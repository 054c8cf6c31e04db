/**
 * Values that must not be shown: taken in hand by one word, wiped when done with.
 *
 * Wiping is best effort in JavaScript: the engine may have copied the bytes, and strings cannot be wiped at all. What
 * it buys is that the bytes themselves do not lie in memory for as long as the page lives.
 */
import { SealingError } from "./failure.ts";

/** A secret was asked for after it was wiped. */
export class SecretError extends SealingError<"wiped"> {
  constructor() {
    super("SecretError", "wiped", "the secret has been wiped");
  }
}

/**
 * Secret bytes and what they are the secret of. They cannot be seen in a log, in JSON or in an inspector's summary,
 * for they are a private field.
 */
export class Secret<Of extends string = string> {
  /** What the bytes are; only its type matters. */
  readonly of: Of;
  #bytes: Uint8Array | null;

  /** Takes `bytes` into keeping: they are the same bytes, not a copy, and wiped with the secret. */
  constructor(of: Of, bytes: Uint8Array) {
    this.of = of;
    this.#bytes = bytes;
  }

  /**
   * The bytes themselves. Every use is a place to review.
   *
   * @throws {@link SecretError} when they have been wiped
   */
  expose(): Uint8Array {
    if (this.#bytes === null) throw new SecretError();
    return this.#bytes;
  }

  /** Overwrites the bytes; afterwards the secret is gone. */
  wipe(): void {
    this.#bytes?.fill(0);
    this.#bytes = null;
  }
}
