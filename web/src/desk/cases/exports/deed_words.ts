/** Exports and disclosures in words: on one line, and each mark of a copy by its place and ground, never by what it covers. */
import type { Shown } from "../current.ts";
import { inLanguage } from "../channel.ts";
import type { Phrase, Words } from "../../words.ts";
import type { Deed, Outside, PlacedMark } from "./deeds.ts";
import { marksOf } from "./deeds.ts";
import { groundInWords } from "./masking.ts";
import { PART_WORDS } from "./parts.ts";

/** What left the desk. */
export function whatInWords(deed: Deed, words: Words): string {
  const { say } = words;
  switch (deed.what) {
    case "disclosure":
      return deed.details;
    case "copy": {
      const grounds = [...new Set(marksOf(deed).map(({ ground }) => groundInWords(ground, words)))].join(", ") || "–";
      return say("export-logged-copy", { parts: deed.pieces.length, marks: words.number(deed.marks.length), grounds });
    }
    case "case-file":
    case "package": {
      const parts = [...deed.parts.map((part) => say(PART_WORDS[part])), ...(deed.contact === "with" ? [say("cases-contact")] : [])];
      const said = {
        language: say(deed.language === "sv" ? "export-in-swedish" : "export-in-english"),
        letters: deed.letters,
        files: deed.files,
        parts: parts.length === 0 ? "–" : parts.join(", "),
      };
      return deed.what === "case-file" ? say("export-logged-case-file", said) : say("export-logged-package", said);
    }
  }
}

/** Whether the reporter was told, and where, or why not. */
export function toldInWords({ told, withheld }: Outside, { say, number }: Words): string {
  if (told !== null) return say("export-logged-told", { number: number(told + 1) });
  return withheld === "" ? say("export-logged-unsaid") : say("export-logged-untold", { reason: withheld });
}

/** What kind of thing it is: an export within, or something that somebody outside is given. */
export function nameOfDeed({ to }: Deed): Phrase {
  return to.is === "inside" ? "export-deed-inside" : "export-deed-outside";
}

/** The whole of it in a few sentences. */
export function deedInWords(deed: Deed, words: Words): string {
  const { say } = words;
  const { to } = deed;
  const what = bare(whatInWords(deed, words));
  if (to.is === "inside") return say("export-logged-inside", { purpose: bare(to.purpose), what });
  return `${say("export-logged-disclosure", { recipient: bare(to.recipient), basis: bare(to.basis), what })} ${toldInWords(to, words)}`;
}

/** A text within a sentence, without a full stop of its own. */
function bare(said: string): string {
  return said.replace(/\.$/, "");
}

const PLACE = /^(?:a-(?<question>.+)|(?<thread>[ci])-(?<n>\d+)|r(?<version>\d+)-(?<section>\d+)|f(?<named>[ci])-(?<letter>\d+))-(?<paragraph>h|\d+)$/;

/** Where a mark stands: in which letter, which paragraph of it and which of its characters. */
export function placeInWords(
  { at, from, to }: PlacedMark,
  { channel }: Pick<Shown, "channel">,
  words: Words,
  exactness: "characters" | "paragraph" = "characters",
): string {
  const { say, number } = words;
  const found = PLACE.exec(at)?.groups;
  if (found === undefined) return at;
  const { question, thread, n, version, section, named, letter, paragraph } = found;
  const nth = (text: string | undefined, thread_: string | undefined): string =>
    say(thread_ === "c" ? "export-place-conversation" : "export-place-internal", { number: number(Number(text) + 1) });
  const piece =
    question !== undefined
      ? `${say("cases-report")}, ${questionIn(question, channel, words)}`
      : thread !== undefined
        ? nth(n, thread)
        : named !== undefined
          ? `${say("export-part-files")}, ${nth(letter, named)}`
          : `${say("export-part-record")}, ${nth(version, "i")}, ${say("export-place-section", { number: number(Number(section) + 1) })}`;
  const within = paragraph === "h" ? say("export-place-heading") : say("export-place-paragraph", { number: number(Number(paragraph) + 1) });
  if (exactness === "paragraph") return `${piece}, ${within}`;
  return `${piece}, ${within}, ${say("export-place-characters", { from: number(from + 1), to: number(to) })}`;
}

function questionIn(id: string, channel: Shown["channel"], { say, locale }: Words): string {
  const question = channel.questions.find((each) => each.id === id);
  return question === undefined ? say("cases-question-other") : inLanguage(question.label, locale);
}
