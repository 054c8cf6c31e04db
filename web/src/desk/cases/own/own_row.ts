/**
 * The one sealed row of what a member keeps for themselves, during an unlocked stretch. What another tab or computer of theirs
 * has saved meanwhile is read first, and what was wanted here is done to that.
 */
import { computed, signal, type ReadonlySignal } from "@preact/signals";
import { base64, parseBase64 } from "../../../sealing/encoding.ts";
import { SealingError } from "../../../sealing/failure.ts";
import { openOwn, SALT_BYTES, sealOwn, type SealedIndexEntry } from "../../../sealing/index.ts";
import { PaddingError } from "../../../sealing/padding.ts";
import type { Secret } from "../../../sealing/secret.ts";
import { JsonError } from "../../../sealing/strict_json.ts";
import { ApiError } from "../../api.ts";
import type { CasesServer } from "../server.ts";
import type { EntryText } from "../summary.ts";
import type { Clash, OwnTemplate, TemplatesChange } from "../templates/own_template.ts";
import type { SavedView, ViewsChange } from "../views/saved_view.ts";
import { fits, NOTHING, readOwn, writeOwn, type Own, type OwnRead } from "./own.ts";

/** What came of a change. */
export type Keeping =
  | { readonly is: "kept" }
  /** There are as many as there may be. */
  | { readonly is: "full" }
  /** All of it together is longer than a row may be. */
  | { readonly is: "no-room" }
  /** A desk of another version has written there what this one does not understand: nothing is written over it. */
  | { readonly is: "newer" }
  /** What stands there is not what was to be changed. */
  | { readonly is: Clash }
  | { readonly is: "not-saved"; readonly because: ApiError };

/** Nothing came of it. */
export type Unkept = Exclude<Keeping, { readonly is: "kept" }>;

/** What is to become of it, or why nothing is. */
type Change = (own: Own) => Own | Clash;

/** How often another computer may be quicker before saving gives up. */
const MOST_TRIES = 4;

/** What a member keeps. */
export class OwnRow {
  readonly #self: Secret<"self">;
  readonly #server: Pick<CasesServer, "views" | "putViews">;
  readonly #own = signal<Own>(NOTHING);
  readonly #isSaving = signal(false);
  /** The salt of what stands at the server; null where nothing does. */
  #salt: string | null = null;
  #isNewer = false;
  #turn: Promise<unknown> = Promise.resolve();

  /** The views, in the order in which they were saved. */
  readonly views: ReadonlySignal<readonly SavedView[]> = computed(() => this.#own.value.views);
  /** The templates, in the order in which they were saved. */
  readonly templates: ReadonlySignal<readonly OwnTemplate[]> = computed(() => this.#own.value.templates);

  constructor(self: Secret<"self">, server: Pick<CasesServer, "views" | "putViews">) {
    this.#self = self;
    this.#server = server;
  }

  /** Whether something is being saved. */
  get isSaving(): ReadonlySignal<boolean> {
    return this.#isSaving;
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

  /** Changes the views and saves them. */
  async changeViews(change: ViewsChange): Promise<Keeping> {
    return this.#change((own) => ({ ...own, views: change(own.views) }));
  }

  /** Changes the templates and saves them. */
  async changeTemplates(change: TemplatesChange): Promise<Keeping> {
    return this.#change((own) => {
      const templates = change(own.templates);
      return typeof templates === "string" ? templates : { ...own, templates };
    });
  }

  /** Forgets all of it: the vault is closing. */
  stop(): void {
    this.#own.value = NOTHING;
  }

  async #change(change: Change): Promise<Keeping> {
    return this.#inTurn(async () => {
      this.#isSaving.value = true;
      try {
        return await this.#save(change);
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        return { is: "not-saved", because: error };
      } finally {
        this.#isSaving.value = false;
      }
    });
  }

  async #save(change: Change): Promise<Keeping> {
    for (let tries = 1; ; tries += 1) {
      if (this.#isNewer) return { is: "newer" };
      const own = change(this.#own.peek());
      if (typeof own === "string") return { is: own };
      if (!fits(own)) return { is: "full" };
      const sealed = await this.#seal(own);
      if (sealed === null) return { is: "no-room" };
      try {
        await this.#server.putViews(sealed, this.#salt);
        this.#salt = base64(sealed.salt);
        this.#own.value = own;
        return { is: "kept" };
      } catch (error) {
        const isConflict = error instanceof ApiError && error.kind === "problem-conflict";
        if (!isConflict || tries === MOST_TRIES) throw error;
        await this.#read();
      }
    }
  }

  /** Null where all of it together is longer than a row may be. */
  async #seal(own: Own): Promise<SealedIndexEntry | null> {
    try {
      return await sealOwn(writeOwn(own), this.#self);
    } catch (error) {
      if (error instanceof PaddingError || error instanceof JsonError) return null;
      throw error;
    }
  }

  async #read(): Promise<void> {
    const found = await this.#server.views();
    this.#salt = found?.salt ?? null;
    const read = found === null ? "none" : await this.#open(found);
    this.#isNewer = read === "newer";
    this.#own.value = typeof read === "string" ? NOTHING : read;
  }

  async #open({ salt, sealed }: EntryText): Promise<OwnRead> {
    const saltBytes = parseBase64(salt, SALT_BYTES);
    const ciphertext = parseBase64(sealed);
    if (saltBytes === null || ciphertext === null) return "none";
    try {
      return readOwn(await openOwn({ salt: saltBytes, ciphertext }, this.#self));
    } catch (error) {
      // What the server damaged, or put here from elsewhere, is nothing of theirs.
      if (error instanceof SealingError) return "none";
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
