/** What of one chosen file is with the server: what is on its way, and what has arrived and waits for its letter. */
import { FileError, type Sending } from "../../files/port.ts";
import type { FileReference } from "../../sealing/file.ts";

/** The ways of one file up, by what is sent of it. Whatever is not wanted any more is removed from the server. */
export class Staged<Kind extends string> {
  readonly #sendings = new Map<Kind, Sending>();
  readonly #arrived = new Map<Kind, FileReference>();

  /** What has arrived of that. */
  get(kind: Kind): FileReference | undefined {
    return this.#arrived.get(kind);
  }

  /** All that has arrived. */
  get arrived(): readonly (readonly [Kind, FileReference])[] {
    return [...this.#arrived];
  }

  /** Waits until it has arrived. @throws FileError */
  async arrive(kind: Kind, sending: Sending): Promise<void> {
    this.#sendings.set(kind, sending);
    try {
      const reference = await sending.done;
      // It may have been ended in the very moment in which it arrived.
      if (this.#sendings.get(kind) !== sending) throw new FileError("cancelled");
      this.#arrived.set(kind, reference);
    } catch (error) {
      if (this.#sendings.get(kind) === sending) this.#sendings.delete(kind);
      throw error;
    }
  }

  /** The server has it no more. */
  lose(kind: Kind): void {
    this.#sendings.delete(kind);
    this.#arrived.delete(kind);
  }

  /** Calls off all but what is kept, and has the server remove it: it would count to what the server takes. */
  end(kept: readonly Kind[] = []): void {
    for (const [kind, sending] of [...this.#sendings]) {
      if (kept.includes(kind)) continue;
      this.lose(kind);
      sending.cancel();
    }
  }
}
