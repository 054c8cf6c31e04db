/** Confirming that a case is erased before its day: what it destroys, and its reference to be written. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { ApiError } from "../../api.ts";
import { useDesk } from "../../desk.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { Field } from "../../parts/field.tsx";
import { Form } from "../../parts/form.tsx";
import { INBOX } from "../../router.ts";
import { useWords } from "../../words.ts";
import { mayBeStored } from "../answered.ts";
import { useCases } from "../context.ts";
import type { Shown } from "../current.ts";
import { useBackupsGone } from "./backups.ts";

/** The dialog. */
export function ConfirmErasing(props: { shown: Shown; reference: string; onClose: () => void }): JSX.Element {
  const { shown, reference, onClose } = props;
  const { cases, ports } = useCases();
  const desk = useDesk();
  const words = useWords();
  const { say } = words;
  const gone = useBackupsGone(shown.channel.today);
  const [typed, setTyped] = useState("");
  const [isWrong, setWrong] = useState(false);
  const [isErasing, setErasing] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const { conversation, internal } = shown.opened;
  const seen = { c: conversation.entries.length, i: internal.entries.length };
  const close = (): void => {
    if (!isErasing) onClose();
  };
  const erase = async (): Promise<void> => {
    if (isErasing) return;
    const isRight = plain(typed) === plain(reference);
    setWrong(!isRight);
    if (!isRight) return;
    setFailed(null);
    setErasing(true);
    let isErased = true;
    try {
      await ports.server.erase(shown.row, seen);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.kind !== "problem-not-found") {
        const said = say(mayBeStored(error.kind) ? "erasing-confirm-unknown" : "erasing-confirm-failed");
        setErasing(false);
        setFailed(said);
        desk.announcer.interrupt(said);
        return;
      }
      // Erased before an answer was lost, or others took it over meanwhile: nobody here can tell.
      isErased = false;
    }
    desk.announcer.say(say(isErased ? "erasing-confirm-done" : "erasing-confirm-gone"));
    onClose();
    desk.router.go(INBOX);
    // Its member knows why it is gone.
    if (isErased) cases.left(shown.row);
    await cases.load();
  };
  return (
    <Dialog title={say("erasing-confirm-title")} busy={isErasing} onClose={close}>
      <Form onSubmit={erase}>
        <p>
          {say("erasing-confirm-destroys", { letters: words.number(seen.c + seen.i), files: words.number(filesIn(shown)) })}
        </p>
        <p>{gone === null ? say("erasing-confirm-backups") : say("erasing-confirm-backups-until", { day: words.day(gone) })}</p>
        <Field
          label={say("erasing-confirm-reference", { reference })}
          error={isWrong ? say("erasing-confirm-wrong") : null}
          value={typed}
          onValue={setTyped}
          width="short"
          readOnly={isErasing}
        />
        {failed === null ? null : <p class="error">{failed}</p>}
        <div class="row">
          <button class="button" aria-disabled={isErasing}>
            {say(isErasing ? "erasing-confirm-saving" : "erasing-confirm-save")}
          </button>
          <button type="button" class="button plain" onClick={close}>
            {say("cases-cancel")}
          </button>
        </div>
      </Form>
    </Dialog>
  );
}

function plain(reference: string): string {
  return reference.replaceAll(/[\s-]/gu, "").toUpperCase();
}

/** How many files the letters name. */
function filesIn({ opened: { conversation, internal } }: Shown): number {
  return [...conversation.entries, ...internal.entries]
    .map((entry) => (entry.status === "shown" && "files" in entry.body ? entry.body.files.length : 0))
    .reduce((sum, files) => sum + files, 0);
}
