/**
 * Mentions in notes: `@` and a title, as people write it, so that a note reads without this program too. Whom a title names
 * is told by the epoch that the note itself names: a title that changes later, or comes to be another's, changes nothing
 * of an older note. A title that two have means both. Only those who can open the case at the note's place are named.
 */
import type { MemberId } from "../../../sealing/id.ts";
import { lineOf, type Keyring } from "../../../sealing/keyring.ts";
import type { KeyringChain } from "../../../sealing/keyring/chain.ts";
import type { Standing } from "../../../sealing/standing.ts";
import { isOwn } from "../draft.ts";
import type { OpenedCase } from "../opening.ts";
import { deedOf } from "../exports/deeds.ts";
import { isNote, type Note } from "./threads.ts";

/** Somebody who can be mentioned. */
export interface Mentionable {
  readonly member: MemberId;
  readonly title: string;
}

/** A piece of a note: words, or a mention with those it names. */
export interface NotePiece {
  readonly text: string;
  readonly members: readonly MemberId[];
}

/** What somebody has typed of a mention. */
export interface Typed {
  /** Where its `@` stands. */
  readonly from: number;
  readonly words: string;
}

/** The longest title that is looked for before the caret, in UTF-16 units. */
const TYPED_MOST = 80;
/** How many `@` of a text are looked at: whoever writes more of them, or pastes a list, mentions nobody by the rest. */
export const MOST_SIGNS = 500;
const SIGN = /(?<![\p{L}\p{N}_.-])@/gu;
const WORD = /^[\p{L}\p{N}_-]+/u;

/** Those who can open the case now, by the newest epoch. */
export function mentionableIn({ conversation }: OpenedCase, chain: KeyringChain): readonly Mentionable[] {
  return peopleOf(conversation.standing, chain.newest.keyring);
}

/** Every title of the channel's newest epoch: no secret, and no word of who can open a case. */
export function titlesIn({ newest }: KeyringChain): readonly string[] {
  const { handlers, deputies, custodians } = newest.keyring;
  return [...handlers, ...deputies, ...custodians].map(({ title }) => title.normalize("NFC"));
}

/** Those whom a note can name. */
export function peopleAt(note: Note, { conversation }: OpenedCase, chain: KeyringChain): readonly Mentionable[] {
  const standing = conversation.standings[note.body.seen.n];
  const epoch = chain.epochs.find(({ keyring }) => keyring.epoch === note.body.keyring.epoch);
  return standing === undefined || epoch === undefined ? [] : peopleOf(standing, epoch.keyring);
}

function peopleOf({ members }: Standing, keyring: Keyring): readonly Mentionable[] {
  return [...members]
    .flatMap((member): Mentionable[] => {
      if (member === "recovery") return [];
      const title = lineOf(keyring, member)?.title.normalize("NFC") ?? "";
      return title === "" ? [] : [{ member, title }];
    })
    .sort((one, other) => one.title.localeCompare(other.title));
}

/** A note's text, cut into words and mentions of those people. */
export function notePieces(text: string, people: readonly Mentionable[]): readonly NotePiece[] {
  const pieces: NotePiece[] = [];
  let done = 0;
  for (const at of signsIn(text)) {
    const title = titleAt(text, at + 1, people.map((each) => each.title));
    if (at < done || title === null) continue;
    const end = at + 1 + title.length;
    const members = people.filter((each) => isSame(each.title, title)).map(({ member }) => member);
    pieces.push({ text: text.slice(done, at), members: [] }, { text: text.slice(at, end), members });
    done = end;
  }
  return [...pieces, { text: text.slice(done), members: [] }].filter((piece) => piece.text !== "");
}

/** The paragraphs of a note's text, so cut. */
export function noteParagraphs(text: string, people: readonly Mentionable[]): readonly (readonly NotePiece[])[] {
  const paragraphs: NotePiece[][] = [[]];
  for (const { text: words, members } of notePieces(text, people)) {
    const [first = "", ...more] = words.split(/\n{2,}/);
    paragraphs.at(-1)?.push({ text: first, members });
    for (const each of more) paragraphs.push([{ text: each, members }]);
  }
  return paragraphs
    .map((pieces) => pieces.filter((piece) => piece.text !== ""))
    .filter((pieces) => pieces.some((piece) => piece.text.trim() !== ""));
}

/** What in a text looks like a mention and names nobody of those people, each once: a title of the channel, or a word. */
export function unknownIn(text: string, people: readonly Mentionable[], titles: readonly string[]): readonly string[] {
  const known = people.map((each) => each.title);
  const names = signsIn(text).flatMap((at) => {
    if (titleAt(text, at + 1, known) !== null) return [];
    const name = titleAt(text, at + 1, titles) ?? WORD.exec(text.slice(at + 1))?.[0];
    return name === undefined ? [] : [`@${name}`];
  });
  return [...new Set(names)];
}

/** The number of the newest note by somebody else that mentions this member; null if none does. */
export function newestMention(opened: OpenedCase, chain: KeyringChain, me: MemberId): number | null {
  const notes = opened.internal.entries.filter(isNote).filter((note) => !isOwn(note, me) && note.body.text.includes("@") && deedOf(note) === null);
  return notes.reverse().find((note) => mentions(note, opened, chain, me))?.n ?? null;
}

function mentions(note: Note, opened: OpenedCase, chain: KeyringChain, me: MemberId): boolean {
  return notePieces(note.body.text, peopleAt(note, opened, chain)).some(({ members }) => members.includes(me));
}

/** What has been typed of a mention just before the caret; null where none is being typed. */
export function typedBefore(text: string, caret: number): Typed | null {
  // With what stands before it, for a word may run into it.
  const start = Math.max(0, caret - TYPED_MOST - 2);
  const from = start + (signsIn(text.slice(start, caret)).at(-1) ?? -Infinity);
  if (caret - from > TYPED_MOST) return null;
  const words = text.slice(from + 1, caret);
  return words.includes("\n") ? null : { from, words };
}

/** Those of the people whom what was typed may mean: by the beginning of the title or of one of its words. */
export function offeredFor(words: string, people: readonly Mentionable[]): readonly Mentionable[] {
  const wanted = words.normalize("NFC").toLowerCase();
  return people.filter(({ title }) => {
    const low = title.toLowerCase();
    return low.startsWith(wanted) || (wanted !== "" && low.includes(` ${wanted}`));
  });
}

/** Where an `@` stands that no word runs into, as one does in an address of mail: the first {@link MOST_SIGNS}. */
function signsIn(text: string): readonly number[] {
  const found: number[] = [];
  for (const { index } of text.matchAll(SIGN)) {
    if (found.length === MOST_SIGNS) break;
    found.push(index);
  }
  return found;
}

/** The longest of the titles that stands at a place of a text, as the text writes it. */
function titleAt(text: string, at: number, titles: readonly string[]): string | null {
  const found = titles
    .filter((title) => isSame(text.charAt(at), title.charAt(0)))
    .filter((title) => isSame(text.slice(at, at + title.length), title) && !/^[\p{L}\p{N}]/u.test(text.slice(at + title.length)))
    .sort((one, other) => other.length - one.length)[0];
  return found === undefined ? null : text.slice(at, at + found.length);
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
