/** What every part of the cases reaches: made by `cases_page.tsx` for one unlocked stretch, or by a test. */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { KeyringError } from "../../sealing/keyring.ts";
import { inWords } from "../problem.ts";
import type { Words } from "../words.ts";
import type { Bulk } from "./bulk/bulk.ts";
import type { Cases } from "./cases.ts";
import type { CasesProblem, Shown } from "./current.ts";
import type { Correspondence } from "./correspondence.ts";
import type { DeedKind } from "./exports/deeds.ts";
import type { Disclosing } from "./exports/disclosing.ts";
import type { CaseFiles } from "./files/case_files.ts";
import { OpenerError } from "./opener.ts";
import type { OwnRow } from "./own/own_row.ts";
import type { HandingOn } from "./people/handing_on.ts";
import type { RecordEditing } from "./record/editing.ts";
import type { CasesPorts } from "./ports.ts";

/** The cases at work. */
export interface CasesAtWork {
  readonly cases: Cases;
  readonly ports: CasesPorts;
  /** Handing cases on, whatever page is shown meanwhile. */
  readonly handingOn: HandingOn;
  /** Changing many cases at once. */
  readonly bulk: Bulk;
  /** What the member keeps for themselves: saved views of the inbox, templates. */
  readonly own: OwnRow;
  /** The writing in a case, the same one each time. */
  readonly correspondenceIn: (shown: Shown) => Correspondence;
  /** The filling in of a case's record, the same one each time. */
  readonly recordIn: (shown: Shown) => RecordEditing;
  /** What leaves a case in that way, the same one each time: what became of a try may be known only later. */
  readonly disclosingIn: (shown: Shown, what: DeedKind) => Disclosing;
  /** The files of a case that is shown, the same ones until another is. */
  readonly filesIn: (shown: Shown) => CaseFiles;
  /** Drops whatever was opened of files, and stops fetching: the case is shown no more. */
  readonly leaveFiles: (files: CaseFiles) => void;
  /** Whether files were chosen, in any case, that are not sent. */
  readonly hasUnsentFiles: () => boolean;
  /** Stops whatever is on its way, and drops the files that were chosen: the vault is closing. */
  readonly stop: () => void;
}

/** Where the parts find them. */
export const CasesContext = createContext<CasesAtWork | null>(null);

/** The cases at work. */
export function useCases(): CasesAtWork {
  const atWork = useContext(CasesContext);
  if (atWork === null) throw new Error("a part of the cases stands outside of them");
  return atWork;
}

/** Why something cannot be shown, and what to do. */
export function problemInWords(problem: CasesProblem, words: Words): string {
  if (problem instanceof KeyringError) return words.say("cases-problem-keyring");
  if (problem instanceof OpenerError) return words.say("cases-problem-opener");
  return inWords(problem, words);
}
