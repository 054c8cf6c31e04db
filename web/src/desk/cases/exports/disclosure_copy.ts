/** A copy to hand out: the pieces that were picked, with bars where something is masked, and the decision with its grounds. */
import type { Words } from "../../words.ts";
import type { Shown } from "../current.ts";
import { groundInWords, maskedLine, type Level, type Marks } from "./masking.ts";
import { organisationIn, referenceIn, type Making } from "./parts.ts";
import { headingKey, paragraphKey, textsOf, type Piece } from "./pieces.ts";
import { lineInWords, type Block, type Sheet } from "./sheet.ts";

/** What a copy is made of. */
export interface CopyOf {
  readonly shown: Shown;
  readonly making: Making;
  /** The pieces that were picked, in their order. */
  readonly pieces: readonly Piece[];
  /** The marks of each paragraph and heading, by its name. */
  readonly marks: ReadonlyMap<string, Marks>;
  readonly recipient: string;
  readonly basis: string;
  /** Why what is masked is not handed out, in the words of whoever decides. */
  readonly reasons: string;
  /** How the decision is appealed; "" where it is not. */
  readonly appeal: string;
}

/** Marks of one ground, and how many. */
interface Tally {
  readonly ground: string;
  readonly level: Level;
  readonly count: number;
}

/** The marks of the picked pieces by their grounds. */
export function talliesOf({ pieces, marks }: Pick<CopyOf, "pieces" | "marks">, words: Words): readonly Tally[] {
  const tallies = new Map<string, Tally>();
  for (const [name] of textsOf(pieces)) {
    for (const { ground, level } of marks.get(name) ?? []) {
      const said = groundInWords(ground, words);
      const kind = `${level} ${said}`;
      tallies.set(kind, { ground: said, level, count: (tallies.get(kind)?.count ?? 0) + 1 });
    }
  }
  return [...tallies.values()].sort((one, other) => (one.level === other.level ? 0 : one.level === "reporter" ? -1 : 1));
}

/** The document. What is masked is not in it. */
export function disclosureCopy(of: CopyOf, words: Words): Sheet {
  const { shown, making, pieces, marks } = of;
  const { say } = words;
  const title = say("export-copy-title", { reference: referenceIn(shown) });
  const tallies = talliesOf(of, words);
  const common = [
    { name: say("export-organisation"), value: organisationIn(shown, words.locale) },
    { name: say("cases-reference"), value: referenceIn(shown) },
    { name: say("export-recipient"), value: of.recipient },
    { name: say("export-made-on"), value: words.fullDay(making.day) },
  ];
  const handedOut = pieces.flatMap((piece): readonly Block[] => [
    { is: "heading", level: 2, text: lineInWords(maskedLine(piece.heading, marks.get(headingKey(piece)) ?? [], words)) },
    ...piece.paragraphs.map((paragraph, index): Block => ({
      is: "words",
      line: maskedLine(paragraph, marks.get(paragraphKey(piece, index)) ?? [], words),
      said: true,
    })),
  ]);
  const grounds = tallies.map(({ ground, level, count }): readonly string[] => [
    ground,
    say(level === "reporter" ? "export-level-reporter" : "export-level-other"),
    words.number(count),
  ]);
  const masked: readonly Block[] =
    grounds.length === 0
      ? [{ is: "words", line: [say("export-copy-unmasked")], said: false }]
      : [
          { is: "words", line: [say("export-copy-masked")], said: false },
          { is: "table", head: [say("export-ground"), say("export-level"), say("export-copy-marks")], rows: grounds },
        ];
  return {
    title,
    language: words.locale,
    blocks: [
      { is: "title", text: title },
      { is: "facts", facts: common },
      ...(grounds.length === 0 ? [] : [{ is: "small", text: say("export-copy-bars") } as const]),
      ...handedOut,
      { is: "leaf" },
      { is: "heading", level: 2, text: say("export-decision-title") },
      { is: "facts", facts: [...common, { name: say("export-basis"), value: of.basis }, { name: say("export-decided-by"), value: making.title }] },
      { is: "words", line: [say("export-decision-parts", { count: pieces.length })], said: false },
      ...masked,
      ...(of.reasons === "" ? [] : [{ is: "heading", level: 3, text: say("export-reasons") } as const, { is: "words", line: [of.reasons], said: false } as const]),
      ...(grounds.length === 0 || of.appeal === ""
        ? []
        : [{ is: "heading", level: 3, text: say("export-appeal") } as const, { is: "words", line: [of.appeal], said: false } as const]),
    ],
  };
}
