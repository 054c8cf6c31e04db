/** Assigning the case that is open, with one key from wherever one reads it. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { MemberId } from "../../../sealing/id.ts";
import { ApiError } from "../../api.ts";
import { useDesk } from "../../desk.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { Form } from "../../parts/form.tsx";
import { inWords } from "../../problem.ts";
import { useWords } from "../../words.ts";
import { titleOfHolder } from "../channel.ts";
import { outcomeInWords, verdictOn } from "../composer.tsx";
import { useCases } from "../context.ts";
import type { Shown } from "../current.ts";
import { assignableTo, assigned } from "./assignable.ts";
import { changeRecord } from "./changing.ts";
import { writeValue } from "./forms.ts";
import type { CaseRecord } from "./terms.ts";
import { recordOf } from "./versions.ts";

/** Cannot be closed while something is on its way, so that its member learns what became of it. */
export function AssignDialog({ shown, onClose }: { shown: Shown; onClose: () => void }): JSX.Element {
  const atWork = useCases();
  const { ports } = atWork;
  const { announcer } = useDesk();
  const words = useWords();
  const { say } = words;
  // Only what was ticked here is changed: what a colleague saves meanwhile shows, and stays.
  const [ticked, setTicked] = useState<ReadonlyMap<MemberId, boolean>>(new Map());
  const chosen = assigned(recordOf(shown.opened.internal.entries), ticked);
  const [isSaving, setSaving] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const close = (): void => {
    if (!isSaving) onClose();
  };
  const save = async (): Promise<void> => {
    setSaving(true);
    const wrong = await saved();
    setSaving(false);
    setFailed(wrong);
    if (wrong !== null) {
      announcer.interrupt(wrong);
      return;
    }
    announcer.say(say("assign-saved"));
    onClose();
  };
  const saved = async (): Promise<string | null> => {
    const change = (record: CaseRecord): CaseRecord => new Map(record).set("assigned", writeValue("members", assigned(record, ticked)));
    const before = recordOf(shown.opened.internal.entries);
    if ((change(before).get("assigned") ?? "") === (before.get("assigned") ?? "")) return null;
    try {
      const outcome = await changeRecord(shown.row, shown.opened, shown.channel, change, atWork);
      return outcome === null ? null : `${say(verdictOn(outcome))} ${outcomeInWords(outcome, words)}`;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return inWords(error, words);
    }
  };
  return (
    <Dialog title={say("assign-title")} busy={isSaving} onClose={close}>
      <Form onSubmit={save}>
        <fieldset class="choice">
          <legend class="unseen">{say("assign-title")}</legend>
          {assignableTo(shown, ports.member).map((member) => (
            <label key={member} class="check">
              <input
                type="checkbox"
                checked={chosen.includes(member)}
                disabled={isSaving}
                onChange={(event) => {
                  setTicked(new Map(ticked).set(member, event.currentTarget.checked));
                }}
              />
              <span>
                {titleOfHolder(shown.channel.chain, member)}
                {member === ports.member ? <span class="quiet"> · {say("cases-can-open-you")}</span> : null}
              </span>
            </label>
          ))}
        </fieldset>
        {failed === null ? null : <p class="error">{failed}</p>}
        <div class="row">
          <button class="button" aria-disabled={isSaving}>
            {say(isSaving ? "record-saving" : "assign-save")}
          </button>
          <button type="button" class="button plain" onClick={close}>
            {say("cases-cancel")}
          </button>
        </div>
      </Form>
    </Dialog>
  );
}
