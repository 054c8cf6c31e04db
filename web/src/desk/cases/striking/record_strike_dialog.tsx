/** Proposing to strike what was taken out of the record from the earlier versions that say it still, all in one go. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Day } from "../../../sealing/day.ts";
import { useDesk } from "../../desk.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { Form } from "../../parts/form.tsx";
import { useWords } from "../../words.ts";
import { useCases } from "../context.ts";
import type { Shown } from "../current.ts";
import { dateInWords } from "../days_in_words.ts";
import type { Version } from "../record/versions.ts";
import { keepingIn } from "../retention/ending.ts";
import { writerInWords } from "../record/writers.ts";
import { Consequences } from "./consequences.tsx";
import { useGround } from "./ground.tsx";
import { sayingTheSame, whatKeepsVersions } from "./record_versions.ts";
import { isAloneIn, KEPT_WORDS, Unstrikable, unstruckInWords } from "./strike_dialog.tsx";
import { Striking } from "./striking.ts";

interface Props {
  readonly shown: Shown;
  /** Every version of the record, and the one that somebody chose. */
  readonly versions: readonly Version[];
  readonly chosen: Version;
  readonly today: Day;
  readonly onClose: () => void;
}

/** Cannot be closed while something is on its way, so that its member learns what became of it. */
export function RecordStrikeDialog(props: Props): JSX.Element {
  const { shown, versions, chosen, onClose } = props;
  // What is struck meanwhile stays named until the dialog is closed.
  const [same] = useState(() => sayingTheSame(versions, chosen));
  const [kept] = useState(() => whatKeepsVersions(shown, same));
  if (same.length === 0) return <Unstrikable title="striking-title" why="striking-record-first" onClose={onClose} />;
  return kept === null ? <RecordStrikeForm {...props} same={same} /> : <Unstrikable title="striking-title" why={KEPT_WORDS[kept]} onClose={onClose} />;
}

function RecordStrikeForm({ shown, same, today, onClose }: Props & { readonly same: readonly Version[] }) {
  const atWork = useCases();
  const { announcer } = useDesk();
  const words = useWords();
  const { say } = words;
  const [striking] = useState(() => new Striking(atWork));
  const [isBusy, setBusy] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const ground = useGround("i", keepingIn(shown).isPublic, isBusy);
  const reading = { me: atWork.ports.member, channel: shown.channel };
  const close = (): void => {
    if (!isBusy) onClose();
  };
  const strike = async (): Promise<void> => {
    if (isBusy) return;
    const why = ground.read();
    if (why === null) return;
    setFailed(null);
    setBusy(true);
    const outcome = await striking.proposeVersions(shown, same, why);
    setBusy(false);
    if (outcome.is === "done") {
      onClose();
      announcer.say(say("striking-proposed"));
      return;
    }
    const said = unstruckInWords(outcome, words);
    setFailed(said);
    announcer.interrupt(said);
  };
  return (
    <Dialog title={say("striking-title")} busy={isBusy} onClose={close}>
      <Form onSubmit={strike}>
        <p>{say("striking-record-lead", { count: same.length })}</p>
        <ul>
          {same.map(({ n, writer, day }) => (
            <li key={n}>
              {writerInWords(writer, reading, say)} · {dateInWords(day, today, words)}
            </li>
          ))}
        </ul>
        {ground.fields}
        <Consequences thread="i" isProposal isAlone={isAloneIn(shown, atWork.ports.member)} />
        {failed === null ? null : <p class="error">{failed}</p>}
        <div class="row">
          <button class="button" aria-disabled={isBusy}>
            {say(isBusy ? "striking-busy" : "striking-propose")}
          </button>
          <button type="button" class="button plain" onClick={close}>
            {say("cases-cancel")}
          </button>
        </div>
      </Form>
    </Dialog>
  );
}
