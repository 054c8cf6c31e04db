/** What is wrong with what somebody filled in, term by term. */
import type { TypedProblem } from "./forms.ts";
import { valueTyped } from "./forms.ts";
import { termNamed, type CaseRecord, type TermName } from "./terms.ts";
import { WAIVERS } from "./waiving.ts";

/**
 * What is wrong with a term:
 *
 * - as {@link TypedProblem} says
 * - `needs-reason`, `needs-step`, `needs-cause`: it says too little without another
 * - `needs-consent`: a recording without the reporter's consent (VBL 8:2)
 * - `twice`: the same category stands in another place
 * - `unsettled`: somebody else changed it too, and which holds has not been said
 */
export type TermProblem = TypedProblem | "needs-reason" | "needs-step" | "needs-cause" | "needs-consent" | "twice" | "unsettled";

/** A filled-in record as it would be sealed, and what is wrong with it. */
export interface Checked {
  readonly record: CaseRecord;
  readonly problems: ReadonlyMap<string, TermProblem>;
}

/** A term as it would be sealed; what is no value stays as it was typed. */
function asSealed(name: string, typed: string): string {
  const form = termNamed(name)?.form;
  if (form === undefined) return typed;
  const result = valueTyped(form, typed);
  return "value" in result ? result.value : typed;
}

/** What was filled in, as it would be sealed; what nobody touched stands as it was. */
export function sealedIn(typed: CaseRecord, before: CaseRecord): CaseRecord {
  return new Map([...typed].map(([name, text]) => [name, text === before.get(name) ? text : asSealed(name, text)] as const));
}

/**
 * Checks what was filled in. What this desk does not know is nobody's mistake, and what stood there before and was not
 * touched, such as a code of a later version, neither.
 *
 * @param before - the record that is edited
 */
export function checked(typed: CaseRecord, before: CaseRecord): Checked {
  const record = new Map<string, string>();
  const problems = new Map<string, TermProblem>();
  for (const [name, text] of typed) {
    const form = termNamed(name)?.form;
    const result = form === undefined || text === before.get(name) ? { value: text } : valueTyped(form, text);
    if ("problem" in result) problems.set(name, result.problem);
    else if (result.value !== "") record.set(name, result.value);
  }
  for (const [name, problem] of together(record)) if (!problems.has(name)) problems.set(name, problem);
  return { record, problems };
}

function together(record: CaseRecord): readonly (readonly [TermName, TermProblem])[] {
  const has = (name: TermName): boolean => record.has(name);
  const found: (readonly [TermName, TermProblem])[] = [];
  if (record.get("scope") === "out-of-scope" && !has("scope-reason")) found.push(["scope-reason", "needs-reason"]);
  for (const { term, reason } of Object.values(WAIVERS)) {
    if (has(term) && !has(reason)) found.push([reason, "needs-reason"]);
    if (!has(term) && has(reason)) found.push([term, "needs-cause"]);
  }
  if (has("decision") && !has("decision-reason")) found.push(["decision-reason", "needs-reason"]);
  if (has("next-by") && !has("next-step")) found.push(["next-step", "needs-step"]);
  // No consent, no recording: what was told is then documented in minutes. A consent that nobody noted is none.
  const isAgreed = record.get("recording-consent") === "yes";
  if (record.get("documented") === "recording" && !isAgreed) found.push(["recording-consent", "needs-consent"]);
  const categories = ["category", "category-2", "category-3"] as const;
  for (const [at, name] of categories.entries()) {
    const isTwice = has(name) && categories.slice(0, at).some((other) => record.get(other) === record.get(name));
    if (isTwice) found.push([name, "twice"]);
  }
  return found;
}
