/**
 * What the desk and a preview's frame say to each other, over one port. Neither believes the other: what is read here is
 * exactly one of these, or nothing.
 */

/** What a frame shows: which document it is, and how. */
export type Showing = "image" | "document" | "text" | "sound";

/** How large: as wide as the frame, as large as it is, or a step from what it was. */
export type Size = "fit" | "whole" | "larger" | "smaller";
const SIZES: readonly Size[] = ["fit", "whole", "larger", "smaller"];

/** The words that a frame needs, in the language of the desk. */
export interface FrameWords {
  /** The name of the language, for readers of screens. */
  readonly language: string;
  /** What is shown: the name of the picture or the sound; of a page, `{page}` and `{pages}` standing for numbers. */
  readonly label: string;
  /** What stands over the text of a page. */
  readonly text: string;
}

/** What the desk asks of the frame. Each is answered once. */
export type Request =
  | { readonly ask: "show"; readonly showing: Showing; readonly blob: Blob; readonly type: string; readonly words: FrameWords }
  | { readonly ask: "page"; readonly page: number }
  | { readonly ask: "size"; readonly size: Size }
  | { readonly ask: "turn" };

/**
 * Why nothing is shown:
 *
 * - `too-large`: more pixels, or bytes, than are decoded
 * - `damaged`: its decoder refuses it
 * - `locked`: it wants a password
 * - `unplayable`: the browser has no decoder for the sound
 * - `unknown-to-browser`: the browser has none for the picture
 */
export type Refusal = "too-large" | "damaged" | "locked" | "unplayable" | "unknown-to-browser";
const REFUSALS: readonly Refusal[] = ["too-large", "damaged", "locked", "unplayable", "unknown-to-browser"];

/** The keys that the frame passes on, since the desk does not hear them there. */
export type PassedKey = "Escape" | "PageUp" | "PageDown" | "ArrowLeft" | "ArrowRight" | "+" | "-" | "0" | "1" | "r";
const KEYS: readonly PassedKey[] = ["Escape", "PageUp", "PageDown", "ArrowLeft", "ArrowRight", "+", "-", "0", "1", "r"];

/** How a text was read. */
export type Encoding = "UTF-8" | "UTF-16" | "Windows-1252";
const ENCODINGS: readonly Encoding[] = ["UTF-8", "UTF-16", "Windows-1252"];

/** What the frame answers, and `key`, which it says by itself. */
export type Answer =
  | { readonly said: "image"; readonly isMoving: boolean }
  | { readonly said: "document"; readonly pages: number; readonly shown: number }
  | { readonly said: "text"; readonly encoding: Encoding; readonly marks: number }
  | { readonly said: "sound" }
  | { readonly said: "page"; readonly page: number }
  | { readonly said: "done" }
  | { readonly said: "refused"; readonly why: Refusal }
  | { readonly said: "key"; readonly key: PassedKey };

/** Which of the keys a frame passes on this is. */
export function passedKey(key: string): PassedKey | null {
  return one(KEYS, key.length === 1 ? key.toLowerCase() : key);
}

/** What a frame says, read strictly; null if it is none of the answers. */
export function readAnswer(said: unknown): Answer | null {
  const read = fields(said);
  if (read === null) return null;
  const [kind, rest] = read;
  switch (kind) {
    case "image": {
      const { isMoving, ...more } = rest;
      return typeof isMoving === "boolean" && isEmpty(more) ? { said: "image", isMoving } : null;
    }
    case "document": {
      const { pages, shown, ...more } = rest;
      return isCount(pages) && isCount(shown) && shown <= pages && isEmpty(more) ? { said: "document", pages, shown } : null;
    }
    case "text": {
      const { encoding, marks, ...more } = rest;
      const told = one(ENCODINGS, encoding);
      return told !== null && (marks === 0 || isCount(marks)) && isEmpty(more) ? { said: "text", encoding: told, marks } : null;
    }
    case "page": {
      const { page, ...more } = rest;
      return isCount(page) && isEmpty(more) ? { said: "page", page } : null;
    }
    case "refused": {
      const { why, ...more } = rest;
      const refusal = one(REFUSALS, why);
      return refusal !== null && isEmpty(more) ? { said: "refused", why: refusal } : null;
    }
    case "key": {
      const { key, ...more } = rest;
      const passed = one(KEYS, key);
      return passed !== null && isEmpty(more) ? { said: "key", key: passed } : null;
    }
    case "sound":
    case "done":
      return isEmpty(rest) ? { said: kind } : null;
    default:
      return null;
  }
}

/** What the desk asks, read by the frame; null if it is none of the requests. */
export function readRequest(asked: unknown): Request | null {
  if (!isRecord(asked)) return null;
  const { ask, ...rest } = asked;
  switch (ask) {
    case "show": {
      const { showing, blob, type, words } = rest;
      const shown = one(["image", "document", "text", "sound"] as const, showing);
      const said = wordsOf(words);
      if (shown === null || said === null || !(blob instanceof Blob) || typeof type !== "string") return null;
      return { ask: "show", showing: shown, blob, type, words: said };
    }
    case "page":
      return isCount(rest["page"]) ? { ask: "page", page: rest["page"] } : null;
    case "size": {
      const size = one(SIZES, rest["size"]);
      return size === null ? null : { ask: "size", size };
    }
    case "turn":
      return { ask: "turn" };
    default:
      return null;
  }
}

function wordsOf(words: unknown): FrameWords | null {
  if (!isRecord(words)) return null;
  const { language, label, text } = words;
  return typeof language === "string" && typeof label === "string" && typeof text === "string" ? { language, label, text } : null;
}

function fields(said: unknown): readonly [string, Record<string, unknown>] | null {
  if (!isRecord(said)) return null;
  const { said: kind, ...rest } = said;
  return typeof kind === "string" ? [kind, rest] : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function isEmpty(rest: Record<string, unknown>): boolean {
  return Object.keys(rest).length === 0;
}

/** A number of pages, or of what else is counted from one. */
function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value > 0;
}

function one<Kind extends string>(all: readonly Kind[], value: unknown): Kind | null {
  return all.find((each) => each === value) ?? null;
}
