/** Addresses under which opened files can be saved: no more of them than a computer has the memory for, and none for good. */

/** Bytes of opened files that are held at once; one that is larger is held alone. */
export const MOST_HELD = 256 * 1024 * 1024;

interface Held {
  readonly bytes: number;
  /** Told when the address is taken back for want of room. */
  readonly gone: () => void;
}

/** The addresses of one page. */
export class Addresses {
  readonly #held = new Map<string, Held>();

  /**
   * Gives an address. The oldest are taken back where they are too much together.
   *
   * @param gone - told when it does not lead anywhere any more
   */
  give(blob: Blob, gone: () => void): string {
    let bytes = blob.size;
    // The newest stand last.
    for (const [address, held] of [...this.#held].reverse()) {
      bytes += held.bytes;
      if (bytes <= MOST_HELD) continue;
      this.take(address);
      held.gone();
    }
    const address = URL.createObjectURL(blob);
    this.#held.set(address, { bytes: blob.size, gone });
    return address;
  }

  /** Takes an address back. */
  take(address: string): void {
    if (this.#held.delete(address)) URL.revokeObjectURL(address);
  }

  /** Takes all back: the page is left. */
  close(): void {
    for (const address of [...this.#held.keys()]) this.take(address);
  }
}
