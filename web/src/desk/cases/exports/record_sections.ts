/** The sections of a case's record, as documents tell them: of each what is filled in, and last what belongs to none. */
import type { Words } from "../../words.ts";
import { SECTIONS, TERMS, type CaseRecord } from "../record/terms.ts";

/** A section that has anything in it. */
export interface RecordSection {
  readonly title: string;
  /** The terms that are filled in. */
  readonly names: readonly string[];
}

/** The sections of a record in which anything is filled in. */
export function sectionsOf(values: CaseRecord, { say }: Words): readonly RecordSection[] {
  const shownUnder = new Set(SECTIONS.flatMap(({ groups }) => groups.map(({ group }) => group)));
  const sections = SECTIONS.map(({ title, groups }) => ({
    title: say(title),
    names: TERMS.filter(({ group }) => groups.some((each) => each.group === group)).map(({ name }): string => name),
  }));
  const known = TERMS.map(({ name }): string => name);
  const others = [
    ...TERMS.filter(({ group }) => !shownUnder.has(group)).map(({ name }): string => name),
    ...[...values.keys()].filter((name) => !known.includes(name)),
  ];
  return [...sections, { title: say("export-record-others"), names: others }]
    .map(({ title, names }) => ({ title, names: names.filter((name) => (values.get(name) ?? "") !== "") }))
    .filter(({ names }) => names.length > 0);
}
