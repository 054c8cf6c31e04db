/** In the box for a reply: whether it also tells the reporter where the work stands from now on. */
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { useWords, type Phrase } from "../../words.ts";
import type { Correspondence } from "../correspondence.ts";
import type { Shown } from "../current.ts";
import { WORK_STEPS, type WorkStep } from "../writing.ts";
import { PHASE_WORDS } from "./in_words.ts";
import { phaseIn, phaseOfStep, toldPhase } from "./moving.ts";

/** What whoever writes should say, where more than the step is needed. */
const LEADS: Readonly<Record<WorkStep, Phrase>> = {
  assess: "record-lead-assess",
  investigate: "record-lead-investigate",
  conclude: "record-lead-conclude",
  "out-of-scope": "record-lead-out-of-scope",
  refer: "record-lead-refer",
};

/** The choice. What the reporter has been told already is not offered again, unless the work stands elsewhere. */
export function MoveChoice({ shown, correspondence }: { shown: Shown; correspondence: Correspondence }): JSX.Element {
  const { say } = useWords();
  const own = useId();
  const move = correspondence.move.value;
  const now = phaseIn(shown);
  const told = toldPhase(shown);
  const steps = WORK_STEPS.filter((step) => step === move || phaseOfStep(step) !== told || told !== now);
  return (
    <div class="move-choice">
      <label for={own}>{say("record-tell-phase")}</label>
      <select
        id={own}
        class="input"
        value={move ?? ""}
        aria-describedby={move === null ? undefined : `${own}-lead`}
        onChange={(event) => {
          const { value } = event.currentTarget;
          correspondence.moveTo(WORK_STEPS.find((step) => step === value) ?? null);
        }}
      >
        <option value="">{say("record-tell-nothing", { phase: say(PHASE_WORDS[told]) })}</option>
        {steps.map((step) => (
          <option key={step} value={step}>
            {say(PHASE_WORDS[phaseOfStep(step)])}
          </option>
        ))}
      </select>
      {move === null ? null : (
        <p class="hint" id={`${own}-lead`}>
          {say(LEADS[move])}
        </p>
      )}
    </div>
  );
}
