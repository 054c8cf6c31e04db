/** Noting that a duty of the law is none in a case, and why; and taking that back. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { asText, characters, MOST_CHARACTERS } from "../../../sealing/text.ts";
import { useDesk } from "../../desk.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { Field } from "../../parts/field.tsx";
import { Form } from "../../parts/form.tsx";
import { useWords, type Phrase } from "../../words.ts";
import { outcomeInWords, verdictOn } from "../composer.tsx";
import type { Outcome } from "../sending.ts";
import type { RecordEditing } from "./editing.ts";
import { WAIVERS, type Waivable } from "./waiving.ts";

interface WaiveProps {
  readonly duty: Waivable;
  readonly record: RecordEditing;
  /** Whether it is waived as the record stands. */
  readonly isWaived: boolean;
  readonly onClose: () => void;
}

/** What the dialog says of its own sending. */
function useSaving(onSaved: () => void, done: Phrase): {
  readonly isSaving: boolean;
  readonly failed: string | null;
  readonly save: (send: () => Promise<Outcome | null>) => Promise<void>;
} {
  const { announcer } = useDesk();
  const words = useWords();
  const [isSaving, setSaving] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const save = async (send: () => Promise<Outcome | null>): Promise<void> => {
    if (isSaving) return;
    setFailed(null);
    setSaving(true);
    const outcome = await send();
    setSaving(false);
    if (outcome?.is === "sent") {
      announcer.say(words.say(done));
      onSaved();
      return;
    }
    if (outcome === null) return;
    const said = `${words.say(verdictOn(outcome))} ${outcomeInWords(outcome, words)}`;
    setFailed(said);
    announcer.interrupt(said);
  };
  return { isSaving, failed, save };
}

/** The dialog in which a duty is noted to be none. */
export function WaiveDialog({ duty, record, isWaived, onClose }: WaiveProps): JSX.Element {
  const { say } = useWords();
  const waiver = WAIVERS[duty];
  const [cause, setCause] = useState<string | null>(null);
  const [reason, setReason] = useState("");
  const [problem, setProblem] = useState<"cause" | "reason" | "too-long" | null>(null);
  const { isSaving, failed, save } = useSaving(onClose, "waivers-noted");
  const close = (): void => {
    if (!isSaving) onClose();
  };
  const note = async (): Promise<void> => {
    const why = asText(reason).trim();
    const wrong = cause === null ? "cause" : why === "" ? "reason" : characters(why) > MOST_CHARACTERS ? "too-long" : null;
    setProblem(wrong);
    if (cause !== null && wrong === null) await save(() => record.waive(duty, cause, why));
  };
  // Somebody else was quicker: what they noted is beside the case, and is not written over.
  if (isWaived && !isSaving) {
    return (
      <Dialog title={say(waiver.title)} onClose={onClose}>
        <p>{say("waivers-already")}</p>
        <div class="row">
          <button type="button" class="button" onClick={onClose}>
            {say("waivers-close")}
          </button>
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog title={say(waiver.title)} busy={isSaving} onClose={close}>
      <Form onSubmit={note}>
        <p>{say(waiver.lead)}</p>
        <fieldset
          class={problem === "cause" ? "choice field wrong" : "choice field"}
          role="radiogroup"
          tabIndex={-1}
          aria-invalid={problem === "cause"}
        >
          <legend>{say("waivers-why")}</legend>
          {problem === "cause" ? <p class="error">{say("waivers-choose")}</p> : null}
          {[...waiver.causes].map(([code, name]) => (
            <label key={code} class="check">
              <input
                type="radio"
                name={`waive-${duty}`}
                checked={code === cause}
                disabled={isSaving}
                onChange={() => {
                  setCause(code);
                }}
              />
              {say(name)}
            </label>
          ))}
        </fieldset>
        <Field
          label={say("waivers-reason")}
          hint={say("waivers-reason-hint")}
          error={problem === "reason" ? say("record-wrong-reason") : problem === "too-long" ? say("cases-text-too-long") : null}
          value={reason}
          onValue={setReason}
          lines={2}
          readOnly={isSaving}
        />
        <p class="hint">{say(waiver.told)}</p>
        {failed === null ? null : <p class="error">{failed}</p>}
        <div class="row">
          <button class="button" aria-disabled={isSaving}>
            {say(isSaving ? "record-saving" : "waivers-save")}
          </button>
          <button type="button" class="button plain" onClick={close}>
            {say("cases-cancel")}
          </button>
        </div>
      </Form>
    </Dialog>
  );
}

/** The dialog in which that is taken back. */
export function UnwaiveDialog({ duty, record, day, onClose }: Omit<WaiveProps, "isWaived"> & { day: string }): JSX.Element {
  const { say } = useWords();
  const { isSaving, failed, save } = useSaving(onClose, "waivers-taken-back");
  const close = (): void => {
    if (!isSaving) onClose();
  };
  return (
    <Dialog title={say("waivers-back-title")} busy={isSaving} onClose={close}>
      <Form onSubmit={() => save(() => record.waive(duty, null, ""))}>
        <p>{say(WAIVERS[duty].back, { day })}</p>
        {failed === null ? null : <p class="error">{failed}</p>}
        <div class="row">
          <button class="button" aria-disabled={isSaving}>
            {say(isSaving ? "record-saving" : "waivers-take-back")}
          </button>
          <button type="button" class="button plain" onClick={close}>
            {say("cases-cancel")}
          </button>
        </div>
      </Form>
    </Dialog>
  );
}
