/**
 * Where in the desk one is, and its address. The server serves one page at `/`; the rest of the address is a query
 * that holds no secret: ids of the server's own, the language if it was changed, and whether single keys are off.
 */
import { signal, type ReadonlySignal, type Signal } from "@preact/signals";
import { isHex } from "../sealing/encoding.ts";
import { parseChannelId, type ChannelId } from "../sealing/id.ts";
import { localeOf, type Locale } from "./words.ts";

declare const caseRow: unique symbol;

/** The server's own id of a case: random, never signed, proves nothing. */
export type CaseRow = string & { readonly [caseRow]: true };

/** The id in 32 lower-case hex digits, or null for any other text. */
export function parseCaseRow(text: string): CaseRow | null {
  return isHex(text, 16) ? (text as CaseRow) : null;
}

/**
 * A place in the desk:
 *
 * - `inbox`: the list of cases, with one open or none
 * - `hand-on`: handing cases on to a colleague
 * - `account`: the member's own sessions, passphrase, second factor
 * - `members`: who is designated in a channel; its owner's
 * - `share`: how a channel is made known; its owner's
 * - `settings`: what a channel's owner decides of it
 * - `recovery`: where the holder of a channel's recovery code gives on what nobody at the desk can open; of no session
 * - `enter`: where a handler enters a report that came by word of mouth or on paper, or opens a linked case of what was told
 *   in another
 */
export type Place =
  | { readonly at: "inbox"; readonly open: CaseRow | null }
  | { readonly at: "hand-on" }
  | { readonly at: "account" }
  | { readonly at: "recovery" }
  | { readonly at: "members"; readonly channel: ChannelId }
  | { readonly at: "share"; readonly channel: ChannelId }
  | { readonly at: "settings"; readonly channel: ChannelId }
  | { readonly at: "enter"; readonly channel: ChannelId; readonly from: LetterPlace | null };

/** A letter of a case's conversation, by its number. */
export interface LetterPlace {
  readonly row: CaseRow;
  readonly n: number;
}

/** What an address says besides the place. */
export interface Choices {
  /** The language, null for the one the page came in. */
  readonly locale: Locale | null;
  /** Whether shortcuts of a single key are on. */
  readonly keys: boolean;
}

/** The inbox with no case open: where one begins, and where an address that says nothing leads. */
export const INBOX: Place = { at: "inbox", open: null };

/** The place of an address's query. */
export function readPlace(search: string): Place {
  const query = new URLSearchParams(search);
  const channel = parseChannelId(query.get("channel") ?? "");
  switch (query.get("page")) {
    case "hand-on":
      return { at: "hand-on" };
    case "account":
      return { at: "account" };
    case "recovery":
      return { at: "recovery" };
    case "members":
      return channel === null ? INBOX : { at: "members", channel };
    case "share":
      return channel === null ? INBOX : { at: "share", channel };
    case "settings":
      return channel === null ? INBOX : { at: "settings", channel };
    case "enter":
      return channel === null ? INBOX : { at: "enter", channel, from: letterIn(query) };
    default:
      return { at: "inbox", open: parseCaseRow(query.get("case") ?? "") };
  }
}

function letterIn(query: URLSearchParams): LetterPlace | null {
  const row = parseCaseRow(query.get("case") ?? "");
  const letter = query.get("letter") ?? "";
  return row === null || !/^\d{1,6}$/.test(letter) ? null : { row, n: Number(letter) };
}

/** What an address's query says of language and keys. */
export function readChoices(search: string): Choices {
  const query = new URLSearchParams(search);
  const language = query.get("lang");
  return { locale: language === null ? null : localeOf(language), keys: query.get("keys") !== "off" };
}

/** The address of a place. */
export function addressOf(place: Place, choices: Choices): string {
  const query = new URLSearchParams();
  if (place.at === "inbox") {
    if (place.open !== null) query.set("case", place.open);
  } else {
    query.set("page", place.at);
    if ("channel" in place) query.set("channel", place.channel);
    if (place.at === "enter" && place.from !== null) {
      query.set("case", place.from.row);
      query.set("letter", place.from.n.toString());
    }
  }
  if (choices.locale !== null) query.set("lang", choices.locale);
  if (!choices.keys) query.set("keys", "off");
  const text = query.toString();
  return text === "" ? "/" : `/?${text}`;
}

/** What a link that was given to somebody brings in its fragment. */
export type Arrival =
  | { readonly by: "setup"; readonly secret: string }
  | { readonly by: "invitation"; readonly code: string };

/** Reads a fragment; null if it brings nothing. */
export function readArrival(fragment: string): Arrival | null {
  const match = /^#(setup|invitation)=(.{1,200})$/.exec(fragment);
  const [, by, raw = ""] = match ?? [];
  const said = unescaped(raw);
  if (said === null) return null;
  if (by === "setup") return { by, secret: said };
  if (by === "invitation") return { by, code: said };
  return null;
}

function unescaped(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** The parts of a window that the router moves. */
export type Surroundings = Pick<Window, "addEventListener" | "history" | "location">;

/** The desk's address bar. */
export class Router {
  readonly #window: Surroundings;
  readonly #place: Signal<Place>;
  #choices: Choices;

  constructor(surroundings: Surroundings) {
    this.#window = surroundings;
    this.#place = signal(readPlace(surroundings.location.search));
    this.#choices = readChoices(surroundings.location.search);
    surroundings.addEventListener("popstate", () => {
      this.#place.value = readPlace(surroundings.location.search);
    });
  }

  /** Where one is. */
  get place(): ReadonlySignal<Place> {
    return this.#place;
  }

  /** What the address says of language and keys. */
  get choices(): Choices {
    return this.#choices;
  }

  /** Goes to a place, so that the browser's back button leads back. */
  go(place: Place): void {
    const address = this.address(place);
    if (address === this.#window.location.pathname + this.#window.location.search) return;
    this.#window.history.pushState(null, "", address);
    this.#place.value = place;
  }

  /** The address of a place, for a link. */
  address(place: Place): string {
    return addressOf(place, this.#choices);
  }

  /** Writes a choice into the address. */
  choose(choices: Partial<Choices>): void {
    this.#choices = { ...this.#choices, ...choices };
    this.#window.history.replaceState(null, "", this.address(this.#place.value));
  }

  /** Takes what a link brought, and takes it off the address at once, so that it stays in no history. */
  takeArrival(): Arrival | null {
    const arrival = readArrival(this.#window.location.hash);
    if (this.#window.location.hash !== "") {
      this.#window.history.replaceState(null, "", this.address(this.#place.value));
    }
    return arrival;
  }
}
