/** Addresses under which opened files can be saved: no more of them than a computer has the memory for, and none for good. */
import { givingWay } from "../../files/held.ts";

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
    const sizes = [...this.#held].map(([address, { bytes }]) => [address, bytes] as const);
    for (const oldest of givingWay(sizes, blob.size)) {
      const held = this.#held.get(oldest);
      this.take(oldest);
      held?.gone();
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
