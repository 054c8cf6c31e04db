/** Proposing to strike something out of a letter: what is to stay, why, and what will happen. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { ThreadName } from "../../../sealing/body.ts";
import type { FileId, MemberId } from "../../../sealing/id.ts";
import { asText, characters, MOST_CHARACTERS } from "../../../sealing/text.ts";
import { useDesk } from "../../desk.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { Field } from "../../parts/field.tsx";
import { Form } from "../../parts/form.tsx";
import { useWords, type Phrase, type Words } from "../../words.ts";
import { outcomeInWords, verdictOn } from "../composer.tsx";
import { useCases } from "../context.ts";
import type { Shown } from "../current.ts";
import { keepingIn } from "../retention/ending.ts";
import type { Unsent } from "../sending.ts";
import { Consequences } from "./consequences.tsx";
import { useGround } from "./ground.tsx";
import { filesIn, isKeptFromReporter, textOf, whatKeeps, type Kept, type Strikable } from "./strikable.ts";
import { Striking, type Done, type Partly } from "./striking.ts";
import { isConfirmed } from "./struck.ts";

/** What keeps a letter, in words. */
export const KEPT_WORDS: Readonly<Record<Kept, Phrase>> = {
  step: "striking-kept-step",
  record: "striking-kept-record",
  held: "striking-kept-held",
};

/** Why that does not stand which was asked for. */
export function unstruckInWords(unsent: Unsent | Partly | Exclude<Done, { readonly is: "done" }>, words: Words): string {
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

/** Whether nobody else works on a case who could agree. */
export function isAloneIn({ opened }: Pick<Shown, "opened">, me: MemberId): boolean {
  return [...opened.conversation.standing.members].every((holder) => holder === me || holder === "recovery");
}

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
  return kept === null ? <StrikeForm {...props} /> : <Unstrikable title="striking-title" why={KEPT_WORDS[kept]} onClose={onClose} />;
}

function StrikeForm({
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
  const { announcer } = useDesk();
  const words = useWords();
  const { say } = words;
  const [striking] = useState(() => new Striking(atWork));
  const [whole] = useState(() => textOf(entry, shown, words));
  const [left, setLeft] = useState(whole);
  const files = filesIn(entry);
  const [kept, setKept] = useState<ReadonlySet<FileId>>(() => new Set(files.map(({ id }) => id)));
  const [problem, setProblem] = useState<Phrase | null>(null);
  const [isBusy, setBusy] = useState(false);
  const ground = useGround(thread, keepingIn(shown).isPublic, isBusy);
  const [failed, setFailed] = useState<string | null>(null);
  // Nothing of it can stay where its reporter is not to see it, nor of what nobody agreed to.
  const { entries } = thread === "c" ? shown.opened.conversation : shown.opened.internal;
  const isUnconfirmed = entry.body.kind === "strike" && !isConfirmed(entries, entry.n);
  const isHidden = isUnconfirmed || isKeptFromReporter(thread, entry, shown);
  const close = (): void => {
    if (!isBusy) onClose();
  };
  const strike = async (): Promise<void> => {
    if (isBusy) return;
    const rest = isHidden ? "" : asText(left).trim();
    // Of a proposal what is to go may stand in its reason.
    const isSame = !isHidden && entry.body.kind !== "strike" && rest === asText(whole).trim() && kept.size === files.length;
    const wrong = isSame ? "striking-nothing" : characters(rest) > MOST_CHARACTERS ? "cases-text-too-long" : null;
    const why = ground.read();
    setProblem(wrong);
    if (wrong !== null || why === null) return;
    setFailed(null);
    setBusy(true);
    const outcome = await striking.propose(shown, {
      thread,
      entry,
      ground: why,
      left: rest,
      kept: isHidden ? [] : files.filter(({ id }) => kept.has(id)),
    });
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
        <Consequences thread={thread} isProposal isAlone={isAloneIn(shown, atWork.ports.member)} />
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
