/** Writing down that somebody outside is told who the reporter is. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useDesk } from "../../desk.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { Form } from "../../parts/form.tsx";
import { useWords } from "../../words.ts";
import { useCases } from "../context.ts";
import type { Shown } from "../current.ts";
import { NO_DISCLOSURE, type Disclosure, type Missing } from "./disclosing.ts";
import { DisclosureFields, disclosureInWords } from "./disclosure_fields.tsx";

/** Cannot be closed while something is on its way, so that its member learns what became of it. */
export function DisclosureDialog({ shown, onClose }: { shown: Shown; onClose: () => void }): JSX.Element {
  const disclosing = useCases().disclosingIn(shown, "disclosure");
  const { announcer } = useDesk();
  const words = useWords();
  const { say } = words;
  // Whoever closed it before the answer came goes on where they were.
  const [disclosure, setDisclosure] = useState<Disclosure>(disclosing.unfinished ?? NO_DISCLOSURE);
  const [missing, setMissing] = useState<ReadonlySet<Missing>>(new Set());
  const [failed, setFailed] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const complete = async (): Promise<void> => {
    setFailed(null);
    setBusy(true);
    const outcome = await disclosing.complete(shown, disclosure);
    setBusy(false);
    setMissing(outcome.is === "incomplete" ? outcome.missing : new Set());
    if (outcome.is === "done") {
      announcer.say(say("export-disclosure-done"));
      onClose();
      return;
    }
    const said = disclosureInWords(outcome, words);
    setFailed(said);
    if (said !== null) announcer.interrupt(said);
  };
  const close = (): void => {
    if (!isBusy) onClose();
  };
  return (
    <Dialog title={say("export-disclosure-title")} busy={isBusy} onClose={close}>
      <Form onSubmit={complete}>
        <p>{say("export-disclosure-about")}</p>
        {disclosing.unfinished === null || isBusy ? null : <p class="warn">{say("export-disclosure-unfinished")}</p>}
        <DisclosureFields
          shown={shown}
          disclosure={disclosure}
          missing={missing}
          disclosing={disclosing}
          readOnly={isBusy}
          onChange={setDisclosure}
        />
        {failed === null ? null : <p class="error">{failed}</p>}
        <div class="row">
          <button class="button" aria-disabled={isBusy}>
            {say(isBusy ? "export-working" : "export-disclosure-complete")}
          </button>
          <button type="button" class="button plain" onClick={close}>
            {say("cases-cancel")}
          </button>
        </div>
      </Form>
    </Dialog>
  );
}
