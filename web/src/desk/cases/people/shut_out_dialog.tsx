/** The owner shuts a handler out of the case. */
import type { JSX } from "preact";
import type { MemberId } from "../../../sealing/id.ts";
import { useDesk } from "../../desk.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { Form } from "../../parts/form.tsx";
import { useWords } from "../../words.ts";
import type { Shown } from "../current.ts";
import { titleInWords } from "./in_words.ts";
import { leftBy } from "./left.ts";
import { Remain } from "./remain.tsx";
import { remaining } from "./remaining.ts";
import { useChange } from "./use_change.ts";

/** The dialog. */
export function ShutOutDialog(props: { shown: Shown; who: MemberId; onClose: () => void }): JSX.Element {
  const { shown, who, onClose } = props;
  const { announcer } = useDesk();
  const { say } = useWords();
  const change = useChange(shown);
  const { opened, channel } = shown;
  const title = titleInWords(who, channel, say);
  const { conversation } = opened;
  const before = leftBy(conversation, channel.chain);
  const left = remaining(conversation.standing, channel.chain.newest.keyring, before, new Set([who]));
  const close = (): void => {
    if (!change.isBusy) onClose();
  };
  const shutOut = async (): Promise<void> => {
    if (!(await change.run({ what: "shut-out", who }))) return;
    announcer.say(say("people-shut-out-done", { title }));
    onClose();
  };
  return (
    <Dialog alert title={say("people-shut-out-title", { title })} busy={change.isBusy} onClose={close}>
      <Form onSubmit={shutOut}>
        <p>{say("people-shut-out-does", { title })}</p>
        <p>{say("people-shut-out-seen")}</p>
        <Remain left={left} channel={channel} />
        {change.failed === null ? null : <p class="error">{change.failed}</p>}
        <div class="row">
          <button class="button" aria-disabled={change.isBusy}>
            {say(change.isBusy ? "people-sealing" : "people-shut-out-confirm")}
          </button>
          <button type="button" class="button plain" onClick={close}>
            {say("cases-cancel")}
          </button>
        </div>
      </Form>
    </Dialog>
  );
}
