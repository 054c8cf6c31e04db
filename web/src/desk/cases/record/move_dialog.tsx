/** Moving the work on: to which phase, and whether the reporter is told. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { WORK_PHASES, type WorkPhase } from "../../../sealing/phase.ts";
import { asText, characters, MOST_CHARACTERS } from "../../../sealing/text.ts";
import { useDesk } from "../../desk.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { Field } from "../../parts/field.tsx";
import { Form } from "../../parts/form.tsx";
import { useWords, type Phrase } from "../../words.ts";
import { beginWriting, outcomeInWords, verdictOn } from "../composer.tsx";
import type { Correspondence } from "../correspondence.ts";
import type { Shown } from "../current.ts";
import type { RecordEditing } from "./editing.ts";
import { PHASE_WORDS } from "./in_words.ts";
import { needsReason, phaseIn, phasesFrom, stepTo, toldPhase } from "./moving.ts";

interface MoveProps {
  readonly shown: Shown;
  readonly correspondence: Correspondence;
  readonly record: RecordEditing;
  readonly onClose: () => void;
}

/** The dialog. */
export function MoveDialog({ shown, correspondence, record, onClose }: MoveProps): JSX.Element {
  const { announcer } = useDesk();
  const words = useWords();
  const { say } = words;
  const now = phaseIn(shown);
  const told = toldPhase(shown);
  const [phase, setPhase] = useState<WorkPhase | null>(null);
  const [isTold, setTold] = useState(true);
  const [reason, setReason] = useState("");
  const [problem, setProblem] = useState<Phrase | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const [isMoving, setMoving] = useState(false);
  const phases = phasesFrom(now);
  const close = (): void => {
    if (!isMoving) onClose();
  };
  const move = async (): Promise<void> => {
    if (isMoving) return;
    setFailed(null);
    const why = asText(reason).trim();
    const wrong = phase === null ? "record-move-choose" : isTold ? null : wrongWith(phase, why);
    setProblem(wrong);
    if (phase === null || wrong !== null) return;
    if (isTold) {
      onClose();
      record.isOpen.value = false;
      correspondence.moveTo(stepTo(phase));
      beginWriting(correspondence, "reply");
      return;
    }
    setMoving(true);
    const outcome = await record.move(phase, why);
    setMoving(false);
    if (outcome?.is === "sent") {
      announcer.say(say("record-moved", { phase: say(PHASE_WORDS[phase]) }));
      onClose();
      return;
    }
    if (outcome === null) return;
    const said = `${say(verdictOn(outcome))} ${outcomeInWords(outcome, words)}`;
    setFailed(said);
    announcer.interrupt(said);
  };
  return (
    <Dialog title={say("record-move-title")} busy={isMoving} onClose={close}>
      <Form onSubmit={move}>
        <p>
          {say("record-move-now", { phase: say(PHASE_WORDS[now]) })}{" "}
          {told === now ? null : say("record-move-told", { phase: say(PHASE_WORDS[told]) })}
        </p>
        <fieldset
          class={problem === "record-move-choose" ? "choice field wrong" : "choice field"}
          role="radiogroup"
          tabIndex={-1}
          aria-invalid={problem === "record-move-choose"}
        >
          <legend>{say("record-move-to")}</legend>
          {problem === "record-move-choose" ? <p class="error">{say(problem)}</p> : null}
          {WORK_PHASES.filter((each) => phases.includes(each)).map((each) => (
            <label key={each} class="check">
              <input
                type="radio"
                name="record-move-to"
                checked={each === phase}
                disabled={isMoving}
                onChange={() => {
                  setPhase(each);
                }}
              />
              {say(PHASE_WORDS[each])}
            </label>
          ))}
        </fieldset>
        <fieldset class="choice">
          <legend>{say("record-move-tell")}</legend>
          {([true, false] as const).map((each) => (
            <label key={String(each)} class="check">
              <input
                type="radio"
                name="record-move-tell"
                checked={each === isTold}
                disabled={isMoving}
                onChange={() => {
                  setTold(each);
                }}
              />
              <span>
                {say(each ? "record-move-tell-yes" : "record-move-tell-no")}
                <span class="hint">{say(each ? "record-move-tell-yes-hint" : "record-move-tell-no-hint")}</span>
              </span>
            </label>
          ))}
        </fieldset>
        {isTold ? null : (
          <Field
            label={say("record-phase-reason")}
            hint={say(phase !== null && needsReason(phase) ? "record-move-reason-needed" : "record-move-reason-hint")}
            error={problem === null || problem === "record-move-choose" ? null : say(problem)}
            value={reason}
            onValue={setReason}
            lines={2}
            readOnly={isMoving}
          />
        )}
        {failed === null ? null : <p class="error">{failed}</p>}
        <div class="row">
          <button class="button" aria-disabled={isMoving}>
            {say(isMoving ? "record-saving" : isTold ? "record-move-write" : "record-move-save")}
          </button>
          <button type="button" class="button plain" onClick={close}>
            {say("cases-cancel")}
          </button>
        </div>
      </Form>
    </Dialog>
  );
}

function wrongWith(phase: WorkPhase, reason: string): Phrase | null {
  if (reason === "") return needsReason(phase) ? "record-wrong-reason" : null;
  return characters(reason) > MOST_CHARACTERS ? "cases-text-too-long" : null;
}
