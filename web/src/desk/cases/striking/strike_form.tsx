/** What the dialogs of striking share: what is sent, what came of it in words, and why nothing can be. */
import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";
import { useDesk } from "../../desk.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { Form } from "../../parts/form.tsx";
import { useWords, type Phrase, type Words } from "../../words.ts";
import { outcomeInWords, verdictOn } from "../composer.tsx";
import type { Unsent } from "../sending.ts";
import type { Kept } from "./strikable.ts";
import type { Done, Partly } from "./striking.ts";

/** What keeps a letter, in words. */
export const KEPT_WORDS: Readonly<Record<Kept, Phrase>> = {
  step: "striking-kept-step",
  record: "striking-kept-record",
  held: "striking-kept-held",
};

/** Why that does not stand which was asked for. */
function unstruckInWords(unsent: Unsent | Partly | Exclude<Done, { readonly is: "done" }>, words: Words): string {
  if (unsent.is === "partly") return `${words.say("striking-partly")} ${unstruckInWords(unsent.unsent, words)}`;
  if (unsent.is === "earlier") return words.say("striking-earlier");
  if (unsent.is === "refused" && unsent.because === "problem-out-of-turn") return words.say("striking-stays");
  return `${words.say(verdictOn(unsent))} ${outcomeInWords(unsent, words)}`;
}

/** That nothing can be struck here, and why. */
export function Unstrikable({ title, why, onClose }: { title: Phrase; why: Phrase; onClose: () => void }): JSX.Element {
  const { say } = useWords();
  return (
    <Dialog title={say(title)} onClose={onClose}>
      <p>{say(why)}</p>
      <form method="dialog">
        <button class="button">{say("desk-close")}</button>
      </form>
    </Dialog>
  );
}

/** One thing that is sent, try after try. */
export interface Submission {
  readonly isBusy: boolean;
  /** Why the last try came to nothing, in words. */
  readonly failed: string | null;
  /** Sends it, and closes the dialog once it stands. */
  readonly send: (work: () => Promise<Done | Partly | Unsent>, done: Phrase) => Promise<void>;
  /** Closes the dialog, but not while something is on its way: its member learns what became of it. */
  readonly close: () => void;
}

/** Sends something in a dialog. */
export function useSubmission(onClose: () => void): Submission {
  const { announcer } = useDesk();
  const words = useWords();
  const [isBusy, setBusy] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const send = async (work: () => Promise<Done | Partly | Unsent>, done: Phrase): Promise<void> => {
    setFailed(null);
    setBusy(true);
    const outcome = await work();
    setBusy(false);
    if (outcome.is === "done") {
      onClose();
      announcer.say(words.say(done));
      return;
    }
    const said = unstruckInWords(outcome, words);
    setFailed(said);
    announcer.interrupt(said);
  };
  const close = (): void => {
    if (!isBusy) onClose();
  };
  return { isBusy, failed, send, close };
}

/** The dialog around it, with its buttons. */
export function StrikeForm(props: {
  title: Phrase;
  alert?: boolean;
  submission: Submission;
  /** What its button says, and says while it is sent. */
  confirm: Phrase;
  busy: Phrase;
  onSubmit: () => Promise<void>;
  children: ComponentChildren;
}): JSX.Element {
  const { title, alert = false, submission, confirm, busy, onSubmit, children } = props;
  const { isBusy, failed, close } = submission;
  const { say } = useWords();
  const submit = async (): Promise<void> => {
    if (!isBusy) await onSubmit();
  };
  return (
    <Dialog alert={alert} title={say(title)} busy={isBusy} onClose={close}>
      <Form onSubmit={submit}>
        {children}
        {failed === null ? null : <p class="error">{failed}</p>}
        <div class="row">
          <button class="button" aria-disabled={isBusy}>
            {say(isBusy ? busy : confirm)}
          </button>
          <button type="button" class="button plain" onClick={close}>
            {say("cases-cancel")}
          </button>
        </div>
      </Form>
    </Dialog>
  );
}
