/** Proposing to strike something out of a letter: what is to stay, why, and what will happen. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { ThreadName } from "../../../sealing/body.ts";
import type { FileId } from "../../../sealing/id.ts";
import { asText, characters, MOST_CHARACTERS } from "../../../sealing/text.ts";
import { Field } from "../../parts/field.tsx";
import { useWords, type Phrase } from "../../words.ts";
import { useCases } from "../context.ts";
import type { Shown } from "../current.ts";
import { keepingIn } from "../retention/ending.ts";
import { Consequences } from "./consequences.tsx";
import { useGround } from "./ground.tsx";
import { filesIn, isAloneIn, isKeptFromReporter, textOf, whatKeeps, type Strikable } from "./strikable.ts";
import { KEPT_WORDS, StrikeForm, Unstrikable, useSubmission } from "./strike_form.tsx";
import { Striking } from "./striking.ts";
import { isConfirmed } from "./struck.ts";

/** Cannot be closed while something is on its way, so that its member learns what became of it. */
export function StrikeDialog(props: {
  shown: Shown;
  thread: ThreadName;
  entry: Strikable;
  onClose: () => void;
}): JSX.Element {
  const { shown, entry, onClose } = props;
  // What comes meanwhile does not take away what is being typed.
  const [kept] = useState(() => whatKeeps(shown, entry));
  return kept === null ? <ProposalForm {...props} /> : <Unstrikable title="striking-title" why={KEPT_WORDS[kept]} onClose={onClose} />;
}

function ProposalForm({
  shown,
  thread,
  entry,
  onClose,
}: {
  shown: Shown;
  thread: ThreadName;
  entry: Strikable;
  onClose: () => void;
}) {
  const atWork = useCases();
  const words = useWords();
  const { say } = words;
  const [striking] = useState(() => new Striking(atWork));
  const [whole] = useState(() => textOf(entry, shown, words));
  const [left, setLeft] = useState(whole);
  const files = filesIn(entry);
  const [kept, setKept] = useState<ReadonlySet<FileId>>(() => new Set(files.map(({ id }) => id)));
  const [problem, setProblem] = useState<Phrase | null>(null);
  const submission = useSubmission(onClose);
  const { isBusy } = submission;
  const ground = useGround(thread, keepingIn(shown).isPublic, isBusy);
  // Nothing of it can stay where its reporter is not to see it, nor of what nobody agreed to.
  const { entries } = thread === "c" ? shown.opened.conversation : shown.opened.internal;
  const isUnconfirmed = entry.body.kind === "strike" && !isConfirmed(entries, entry.n);
  const isHidden = isUnconfirmed || isKeptFromReporter(thread, entry, shown);
  const strike = async (): Promise<void> => {
    const rest = isHidden ? "" : asText(left).trim();
    // Of a proposal what is to go may stand in its reason.
    const isSame = !isHidden && entry.body.kind !== "strike" && rest === asText(whole).trim() && kept.size === files.length;
    const wrong = isSame ? "striking-nothing" : characters(rest) > MOST_CHARACTERS ? "cases-text-too-long" : null;
    const why = ground.read();
    setProblem(wrong);
    if (wrong !== null || why === null) return;
    await submission.send(
      () =>
        striking.propose(shown, {
          thread,
          entry,
          ground: why,
          left: rest,
          kept: isHidden ? [] : files.filter(({ id }) => kept.has(id)),
        }),
      "striking-proposed",
    );
  };
  return (
    <StrikeForm title="striking-title" submission={submission} confirm="striking-propose" busy="striking-busy" onSubmit={strike}>
      <p>{say("striking-lead")}</p>
      {isHidden ? (
        <p>{say(isUnconfirmed ? "striking-left-unconfirmed" : "striking-left-hidden")}</p>
      ) : (
        <Field
          label={say("striking-left")}
          hint={say("striking-left-hint")}
          error={problem === null ? null : say(problem)}
          value={left}
          onValue={setLeft}
          lines={8}
          readOnly={isBusy}
        />
      )}
      {isHidden || files.length === 0 ? null : (
        <fieldset class="choice">
          <legend>{say("striking-files")}</legend>
          <p class="hint">{say("striking-files-hint")}</p>
          {files.map(({ id, name }) => (
            <label key={id} class="check">
              <input
                type="checkbox"
                checked={kept.has(id)}
                disabled={isBusy}
                onChange={({ currentTarget }) => {
                  setKept(new Set(currentTarget.checked ? [...kept, id] : [...kept].filter((each) => each !== id)));
                }}
              />
              <span dir="auto">{name}</span>
            </label>
          ))}
        </fieldset>
      )}
      {ground.fields}
      <Consequences thread={thread} today={shown.channel.today} isProposal isAlone={isAloneIn(shown, atWork.ports.member)} />
    </StrikeForm>
  );
}
