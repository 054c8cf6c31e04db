/** Stepping aside from the case: the reason for those who remain first, then a key that this member has not. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { asText, characters, MOST_CHARACTERS } from "../../../sealing/text.ts";
import { useDesk } from "../../desk.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { Field } from "../../parts/field.tsx";
import { Form } from "../../parts/form.tsx";
import { INBOX } from "../../router.ts";
import { useWords, type Phrase } from "../../words.ts";
import { outcomeInWords, verdictOn } from "../composer.tsx";
import { useCases } from "../context.ts";
import type { Shown } from "../current.ts";
import { leaveReason } from "./reason.ts";
import { leftBy } from "./left.ts";
import { Remain } from "./remain.tsx";
import { remaining } from "./remaining.ts";
import { useChange } from "./use_change.ts";

/** Cannot be closed while something is on its way, so that its member learns what became of it. */
export function AsideDialog({ shown, onClose }: { shown: Shown; onClose: () => void }): JSX.Element {
  const desk = useDesk();
  const { cases, ports } = useCases();
  const words = useWords();
  const { say } = words;
  const change = useChange(shown);
  const [reason, setReason] = useState("");
  const [wrong, setWrong] = useState<Phrase | null>(null);
  const { opened, channel, row } = shown;
  const { conversation } = opened;
  const before = leftBy(conversation, channel.chain);
  const left = remaining(conversation.standing, channel.chain.newest.keyring, before, new Set([ports.member]));
  const close = (): void => {
    if (!change.isBusy) onClose();
  };
  const stepAside = async (): Promise<void> => {
    const why = asText(reason).trim();
    const problem = why === "" ? "people-aside-reason-missing" : characters(why) > MOST_CHARACTERS ? "cases-text-too-long" : null;
    setWrong(problem);
    if (problem !== null) return;
    const isDone = await change.run({ what: "step-aside", to: null }, async () => {
      const outcome = await leaveReason(row, why, say, cases, ports);
      return outcome === null ? null : `${say(verdictOn(outcome))} ${outcomeInWords(outcome, words)}`;
    });
    if (!isDone) return;
    onClose();
    desk.router.go(INBOX);
    desk.announcer.say(say("people-aside-done"));
  };
  if (left.holders.length === 0) {
    return (
      <Dialog title={say("people-aside-title")} onClose={close}>
        <p>{say("people-aside-nobody")}</p>
        <form method="dialog">
          <button class="button">{say("desk-close")}</button>
        </form>
      </Dialog>
    );
  }
  return (
    <Dialog alert title={say("people-aside-title")} busy={change.isBusy} onClose={close}>
      <Form onSubmit={stepAside}>
        <p>{say("people-aside-does")}</p>
        <p>{say("people-aside-undone")}</p>
        <Remain left={left} channel={channel} />
        <Field
          label={say("people-aside-reason")}
          hint={say(left.isRecoveryAlone ? "people-aside-reason-recovery" : "people-aside-reason-hint")}
          error={wrong === null ? null : say(wrong)}
          value={reason}
          onValue={setReason}
          lines={2}
          readOnly={change.isBusy}
        />
        {change.failed === null ? null : <p class="error">{change.failed}</p>}
        <div class="row">
          <button class="button" aria-disabled={change.isBusy}>
            {say(change.isBusy ? "people-sealing" : "people-aside-confirm")}
          </button>
          <button type="button" class="button plain" onClick={close}>
            {say("cases-cancel")}
          </button>
        </div>
      </Form>
    </Dialog>
  );
}
