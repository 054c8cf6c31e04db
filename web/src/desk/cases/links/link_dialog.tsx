/** Choosing the case that another belongs together with. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { CaseRow } from "../../router.ts";
import { useDesk } from "../../desk.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { Field } from "../../parts/field.tsx";
import { Form } from "../../parts/form.tsx";
import { useWords } from "../../words.ts";
import { useCases } from "../context.ts";
import type { Shown } from "../current.ts";
import { link, linkable } from "./linking.ts";
import { wrongIn } from "./wrong_in.ts";

/** How many cases are offered at once: whoever has more types another word. */
const MOST_OFFERED = 8;

/** Cannot be closed while something is on its way, so that its member learns what became of it. */
export function LinkDialog({ shown, onClose }: { shown: Shown; onClose: () => void }): JSX.Element {
  const atWork = useCases();
  const { announcer } = useDesk();
  const words = useWords();
  const { say } = words;
  const [search, setSearch] = useState("");
  const [chosen, setChosen] = useState<CaseRow | null>(null);
  const [merges, setMerges] = useState(false);
  const [isSaving, setSaving] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const found = linkable(shown, search, atWork);
  const offered = found.slice(0, MOST_OFFERED);
  const row = offered.find(({ id }) => id === chosen)?.id ?? (offered.length === 1 ? offered[0]?.id : undefined) ?? null;
  const close = (): void => {
    if (!isSaving) onClose();
  };
  const save = async (): Promise<void> => {
    if (row === null) {
      setFailed(say("links-choose"));
      return;
    }
    setSaving(true);
    const wrong = await wrongIn(link(shown, row, merges, atWork), words);
    setSaving(false);
    setFailed(wrong);
    if (wrong !== null) {
      announcer.interrupt(wrong);
      return;
    }
    announcer.say(say("links-saved"));
    onClose();
  };
  return (
    <Dialog title={say("links-title")} busy={isSaving} onClose={close}>
      <Form onSubmit={save}>
        <p>{say("links-lead")}</p>
        <Field
          label={say("links-search")}
          error={failed}
          value={search}
          onValue={(value) => {
            setFailed(null);
            setSearch(value);
          }}
          readOnly={isSaving}
        />
        {offered.length === 0 ? <p class="quiet">{say("links-none")}</p> : null}
        {offered.length === 0 ? null : (
          <fieldset class="choice">
            <legend>{say("links-which")}</legend>
            {offered.map(({ id, view }) => (
              <label key={id} class="check">
                <input
                  type="radio"
                  name="link-to"
                  checked={id === row}
                  disabled={isSaving}
                  onChange={() => {
                    setChosen(id);
                  }}
                />
                <span>
                  <span class="case-reference">{view?.reference}</span> {view?.title}
                </span>
              </label>
            ))}
          </fieldset>
        )}
        {found.length > offered.length ? (
          <p class="quiet">{say("links-more", { count: found.length - offered.length })}</p>
        ) : null}
        <label class="check">
          <input
            type="checkbox"
            checked={merges}
            disabled={isSaving}
            onChange={(event) => {
              setMerges(event.currentTarget.checked);
            }}
          />
          <span>
            {say("links-merges")}
            <span class="hint">{say("links-merges-hint")}</span>
          </span>
        </label>
        <div class="row">
          <button class="button" aria-disabled={isSaving}>
            {say(isSaving ? "record-saving" : "links-save")}
          </button>
          <button type="button" class="button plain" onClick={close}>
            {say("cases-cancel")}
          </button>
        </div>
      </Form>
    </Dialog>
  );
}
