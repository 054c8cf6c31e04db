/**
 * The saved views of an unlocked stretch: one sealed row of the member's. What another tab or computer of theirs has saved
 * meanwhile is read first, and what was wanted here is done to that.
 */
import { signal, type ReadonlySignal } from "@preact/signals";
import { base64, parseBase64 } from "../../../sealing/encoding.ts";
import { SealingError } from "../../../sealing/failure.ts";
import { openOwn, SALT_BYTES, sealOwn } from "../../../sealing/index.ts";
import type { Secret } from "../../../sealing/secret.ts";
import { string } from "../../../sealing/schema.ts";
import { ApiError } from "../../api.ts";
import type { CasesServer } from "../server.ts";
import type { EntryText } from "../summary.ts";
import { MOST_VIEWS, readViews, writeViews, type SavedView, type ViewsChange } from "./saved_view.ts";

/** Where the saving stands. */
export type ViewsStatus =
  | { readonly is: "kept" }
  | { readonly is: "saving" }
  /** There is no room for another. */
  | { readonly is: "full" }
  | { readonly is: "not-saved"; readonly because: ApiError };

/** How often another computer may be quicker before saving gives up. */
const MOST_TRIES = 4;

/** The views. */
export class SavedViews {
  readonly #self: Secret<"self">;
  readonly #server: Pick<CasesServer, "views" | "putViews">;
  readonly #all = signal<readonly SavedView[]>([]);
  readonly #status = signal<ViewsStatus>({ is: "kept" });
  /** The salt of what stands at the server; null where nothing does. */
  #salt: string | null = null;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(self: Secret<"self">, server: Pick<CasesServer, "views" | "putViews">) {
    this.#self = self;
    this.#server = server;
  }

  /** The views, in the order in which they were saved. */
  get all(): ReadonlySignal<readonly SavedView[]> {
    return this.#all;
  }

  /** Where the saving stands. */
  get status(): ReadonlySignal<ViewsStatus> {
    return this.#status;
  }

  /** Reads what is saved. Where it cannot be read now, what is known stays. */
  async load(): Promise<void> {
    await this.#inTurn(async () => {
      try {
        await this.#read();
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
      }
    });
  }

  /**
   * Changes the views and saves them.
   *
   * @returns whether they are saved
   */
  async change(change: ViewsChange): Promise<boolean> {
    return this.#inTurn(() => this.#change(change));
  }

  /** Forgets them: the vault is closing. */
  stop(): void {
    this.#all.value = [];
  }

  async #change(change: ViewsChange): Promise<boolean> {
    this.#status.value = { is: "saving" };
    try {
      for (let tries = 1; ; tries += 1) {
        const views = change(this.#all.peek());
        if (views.length > MOST_VIEWS) {
          this.#status.value = { is: "full" };
          return false;
        }
        try {
          await this.#put(views);
          return true;
        } catch (error) {
          const isConflict = error instanceof ApiError && error.kind === "problem-conflict";
          if (!isConflict || tries === MOST_TRIES) throw error;
          await this.#read();
        }
      }
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.#status.value = { is: "not-saved", because: error };
      return false;
    }
  }

  async #put(views: readonly SavedView[]): Promise<void> {
    const sealed = await sealOwn({ v: 1, views: writeViews(views) }, this.#self);
    await this.#server.putViews(sealed, this.#salt);
    this.#salt = base64(sealed.salt);
    this.#all.value = views;
    this.#status.value = { is: "kept" };
  }

  async #read(): Promise<void> {
    const found = await this.#server.views();
    this.#salt = found?.salt ?? null;
    this.#all.value = found === null ? [] : ((await this.#open(found)) ?? []);
  }

  async #open({ salt, sealed }: EntryText): Promise<readonly SavedView[] | null> {
    const saltBytes = parseBase64(salt, SALT_BYTES);
    const ciphertext = parseBase64(sealed);
    if (saltBytes === null || ciphertext === null) return null;
    try {
      const { v, views } = await openOwn({ salt: saltBytes, ciphertext }, this.#self);
      return v === 1 && views !== undefined ? readViews(string(views)) : null;
    } catch (error) {
      // What the server damaged, or put here from elsewhere, is no view.
      if (error instanceof SealingError) return null;
      throw error;
    }
  }

  /** One after the other: of two changes at once the second begins with what the first saved. */
  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }
}
