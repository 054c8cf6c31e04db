/** The list of what left a case, in its file: it stands there whatever else is chosen. */
import type { Words } from "../../words.ts";
import type { Shown } from "../current.ts";
import { writerInWords, type Audience } from "../record/writers.ts";
import { deedsIn, discreet, marksOf, type CopyDeed, type Deed } from "./deeds.ts";
import { nameOfDeed, placeInWords, toldInWords, whatInWords } from "./deed_words.ts";
import { groundInWords } from "./masking.ts";
import { dayInWords } from "./days.ts";
import type { Block, Fact } from "./sheet.ts";

/** Of which case it is told, in which words, and for whom. */
export interface TellingDeeds {
  readonly shown: Pick<Shown, "opened" | "channel">;
  readonly words: Words;
  readonly reading: Audience;
  readonly wanted: { readonly to: { readonly is: "inside" | "outside" } };
}

/** The exports and disclosures, each with whom it was for, on which ground, and whether the reporter was told. */
export function deedBlocks(telling: TellingDeeds): readonly Block[] {
  const { shown, words, reading, wanted } = telling;
  const { say } = words;
  const isOutside = wanted.to.is === "outside";
  const deeds = deedsIn(shown.opened.internal.entries);
  const none: Block = { is: "words", line: [say("export-no-deeds")], said: false };
  return [
    { is: "heading", level: 2, text: say("export-deeds-title") },
    ...(deeds.length === 0 ? [none] : []),
    ...deeds.flatMap(({ entry, deed }): readonly Block[] => [
      { is: "heading", level: 3, text: [say(nameOfDeed(deed)), writerInWords(entry.writer, reading, say), dayInWords(entry, words)].join(" · ") },
      { is: "facts", facts: factsOf(deed, words, isOutside) },
      ...(deed.what === "copy" ? decided(deed, shown, words, isOutside) : []),
    ]),
  ];
}

function factsOf(deed: Deed, words: Words, isOutside: boolean): readonly Fact[] {
  const { say } = words;
  const to = isOutside ? discreet(deed.to) : deed.to;
  const whom: readonly Fact[] =
    to.is === "inside"
      ? [{ name: say("export-for"), value: to.purpose }]
      : [
          { name: say("export-recipient"), value: to.recipient },
          { name: say("export-basis"), value: to.basis },
          { name: say("export-notice-fact"), value: toldInWords(to, words) },
        ];
  return [...whom, { name: say("export-column-what"), value: whatInWords(deed, words) }];
}

function decided(deed: CopyDeed, shown: Pick<Shown, "channel">, words: Words, isOutside: boolean): readonly Block[] {
  const { say } = words;
  const reasons: readonly Block[] = deed.reasons === "" ? [] : [{ is: "facts", facts: [{ name: say("export-reasons"), value: deed.reasons }] }];
  if (deed.marks.length === 0) return reasons;
  return [...reasons, { is: "table", ...marksTable(deed, shown, words, isOutside) }];
}

/**
 * Every mark of a copy: where it stands, on which ground, and what it is about. What it covers stands in the case alone, and for
 * somebody outside the paragraph is all that is told of the place: a bar tells nobody how long it is.
 */
export function marksTable(
  deed: CopyDeed,
  shown: Pick<Shown, "channel">,
  words: Words,
  isOutside = false,
): { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] } {
  const { say } = words;
  return {
    head: [say("export-column-place"), say("export-ground"), say("export-level")],
    rows: marksOf(deed).map((mark) => [
      placeInWords(mark, shown, words, isOutside ? "paragraph" : "characters"),
      groundInWords(mark.ground, words),
      say(mark.level === "reporter" ? "export-level-reporter" : "export-level-other"),
    ]),
  };
}
