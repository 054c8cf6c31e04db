/** Proposing to strike what was taken out of the record from the earlier versions that say it still, all in one go. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Day } from "../../../sealing/day.ts";
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
import { isAloneIn } from "./strikable.ts";
import { KEPT_WORDS, StrikeForm, Unstrikable, useSubmission } from "./strike_form.tsx";
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
  const words = useWords();
  const { say } = words;
  const [striking] = useState(() => new Striking(atWork));
  const submission = useSubmission(onClose);
  const ground = useGround("i", keepingIn(shown).isPublic, submission.isBusy);
  const reading = { me: atWork.ports.member, channel: shown.channel };
  const strike = async (): Promise<void> => {
    const why = ground.read();
    if (why !== null) await submission.send(() => striking.proposeVersions(shown, same, why), "striking-proposed");
  };
  return (
    <StrikeForm title="striking-title" submission={submission} confirm="striking-propose" busy="striking-busy" onSubmit={strike}>
      <p>{say("striking-record-lead", { count: same.length })}</p>
      <ul>
        {same.map(({ n, writer, day }) => (
          <li key={n}>
            {writerInWords(writer, reading, say)} · {dateInWords(day, today, words)}
          </li>
        ))}
      </ul>
      {ground.fields}
      <Consequences thread="i" today={today} isProposal isAlone={isAloneIn(shown, atWork.ports.member)} />
    </StrikeForm>
  );
}
