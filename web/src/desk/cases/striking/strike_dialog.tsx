/** Striking something out of a letter: what is to stay, why, and what will happen. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { ThreadName } from "../../../sealing/body.ts";
import type { FileId } from "../../../sealing/id.ts";
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
import { isKeptFromReporter, textOf, whatKeeps, type Kept, type Strikable } from "./strikable.ts";
import { Striking } from "./striking.ts";

/** What keeps a letter, in words. */
export const KEPT_WORDS: Readonly<Record<Kept, Phrase>> = {
  step: "striking-kept-step",
  phase: "striking-kept-phase",
  record: "striking-kept-record",
  held: "striking-kept-held",
};

/** Why nothing was struck. */
export function unstruckInWords(unsent: Unsent, words: Words): string {
  if (unsent.is === "refused" && unsent.because === "problem-out-of-turn") return words.say("striking-stays");
  return `${words.say(verdictOn(unsent))} ${outcomeInWords(unsent, words)}`;
}

/** That nothing can be struck here, and why. */
export function Unstrikable({ why, onClose }: { why: Phrase; onClose: () => void }): JSX.Element {
  const { say } = useWords();
  return (
    <Dialog title={say("striking-title")} onClose={onClose}>
      <p>{say(why)}</p>
      <form method="dialog">
        <button class="button">{say("desk-close")}</button>
      </form>
    </Dialog>
  );
}

/** Cannot be closed while something is on its way, so that its member learns what became of it. */
export function StrikeDialog(props: {
  shown: Shown;
  thread: ThreadName;
  entry: Strikable;
  onClose: () => void;
}): JSX.Element {
  const { shown, entry, onClose } = props;
  const kept = whatKeeps(shown, entry);
  return kept === null ? <StrikeForm {...props} /> : <Unstrikable why={KEPT_WORDS[kept]} onClose={onClose} />;
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
  const [kept, setKept] = useState<ReadonlySet<FileId>>(() => new Set(entry.body.files.map(({ id }) => id)));
  const [problem, setProblem] = useState<Phrase | null>(null);
  const [isBusy, setBusy] = useState(false);
  const ground = useGround(thread, keepingIn(shown).isPublic, isBusy);
  const [failed, setFailed] = useState<string | null>(null);
  const { files } = entry.body;
  const close = (): void => {
    if (!isBusy) onClose();
  };
  const strike = async (): Promise<void> => {
    if (isBusy) return;
    const rest = asText(left).trim();
    const isSame = rest === asText(whole).trim() && kept.size === files.length;
    const wrong = isSame ? "striking-nothing" : characters(rest) > MOST_CHARACTERS ? "cases-text-too-long" : null;
    const why = ground.read();
    setProblem(wrong);
    if (wrong !== null || why === null) return;
    setFailed(null);
    setBusy(true);
    const unsent = await striking.strike(shown, {
      thread,
      entry,
      ground: why,
      left: rest,
      kept: files.filter(({ id }) => kept.has(id)),
      note: say("striking-note", { day: words.fullDay(entry.day) }),
    });
    setBusy(false);
    if (unsent === null) {
      onClose();
      announcer.say(say("striking-done"));
      return;
    }
    const said = unstruckInWords(unsent, words);
    setFailed(said);
    announcer.interrupt(said);
  };
  return (
    <Dialog alert title={say("striking-title")} busy={isBusy} onClose={close}>
      <Form onSubmit={strike}>
        <p>{say("striking-lead")}</p>
        <Field
          label={say("striking-left")}
          hint={say(isKeptFromReporter(thread, entry, shown) ? "striking-left-hint-hidden" : "striking-left-hint")}
          error={problem === null ? null : say(problem)}
          value={left}
          onValue={setLeft}
          lines={8}
          readOnly={isBusy}
        />
        {files.length === 0 ? null : (
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
        <Consequences thread={thread} />
        {failed === null ? null : <p class="error">{failed}</p>}
        <div class="row">
          <button class="button" aria-disabled={isBusy}>
            {say(isBusy ? "striking-busy" : "striking-confirm")}
          </button>
          <button type="button" class="button plain" onClick={close}>
            {say("cases-cancel")}
          </button>
        </div>
      </Form>
    </Dialog>
  );
}
