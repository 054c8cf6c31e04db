/** One case that is left to recovery, and whom it is given. */
import type { JSX } from "preact";
import { useId, useState } from "preact/hooks";
import { SealingError } from "../../sealing/failure.ts";
import { isHeldBack } from "../../sealing/thread.ts";
import { ApiError } from "../api.ts";
import { mayBeStored, mayStillBeStored } from "../cases/answered.ts";
import { ROLE_WORDS } from "../cases/people/give_dialog.tsx";
import { useDesk } from "../desk.ts";
import { Form } from "../parts/form.tsx";
import { Notice } from "../parts/notice.tsx";
import { inWords } from "../problem.ts";
import { useWords } from "../words.ts";
import { give, sealGiving, type Giving, type LeftCase, type OpenedLeft, type Recovery } from "./recovering.ts";

/** A case with its reference and its day. */
export function GivingForm({ recovery, left }: { recovery: Recovery; left: LeftCase }): JSX.Element {
  const { say, fullDay } = useWords();
  const { opened, received } = left;
  const heading = useId();
  return (
    <section aria-labelledby={heading}>
      <h2 id={heading}>
        {opened === null ? say("recovery-case-damaged") : <span translate={false}>{opened.reference}</span>}
      </h2>
      <p class="quiet">{say("recovery-received", { day: fullDay(received) })}</p>
      {opened === null ? (
        <Notice tone="warning">{say("recovery-damaged")}</Notice>
      ) : (
        <Receivers recovery={recovery} left={left} opened={opened} />
      )}
    </section>
  );
}

function Receivers({ recovery, left, opened }: { recovery: Recovery; left: LeftCase; opened: OpenedLeft }): JSX.Element {
  const desk = useDesk();
  const words = useWords();
  const { say } = words;
  const name = useId();
  const [to, setTo] = useState<string | null>(null);
  const [isUnchosen, setUnchosen] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  // What was sent and not answered: nothing else is sent before that is.
  const [pending, setPending] = useState<Giving | null>(null);
  const [given, setGiven] = useState<string | null>(null);
  const { receivers, conversation, reference } = opened;

  const submit = async (): Promise<void> => {
    const chosen = receivers.find(({ id }) => id === to);
    setUnchosen(chosen === undefined);
    if (chosen === undefined) return;
    setBusy(true);
    setFailed(null);
    let giving = pending;
    try {
      giving ??= await sealGiving(recovery, opened, chosen, desk.now());
      await give(recovery, left.row, giving);
      setPending(null);
      setGiven(giving.to.title);
      desk.announcer.say(say("recovery-given", { title: giving.to.title }));
    } catch (error) {
      const mayStand = pending === null ? mayBeStored : mayStillBeStored;
      setPending(error instanceof ApiError && mayStand(error.kind) ? giving : null);
      setFailed(whatIsWrong(error));
    } finally {
      setBusy(false);
    }
  };
  const whatIsWrong = (error: unknown): string => {
    if (error instanceof SealingError) return say("recovery-damaged");
    const isElsewhere = error instanceof ApiError && ["problem-not-found", "problem-conflict"].includes(error.kind);
    return isElsewhere ? say("recovery-elsewhere") : inWords(error, words);
  };

  if (given !== null) return <Notice>{say("recovery-given", { title: given })}</Notice>;
  if (conversation.next === null || isHeldBack(conversation.alarms)) {
    return <Notice tone="alarm">{say("recovery-held-back")}</Notice>;
  }
  if (receivers.length === 0) return <Notice tone="warning">{say("recovery-nobody")}</Notice>;
  const isFixed = isBusy || pending !== null;
  return (
    <Form onSubmit={submit}>
      <fieldset
        class={isUnchosen ? "choice field wrong" : "choice field"}
        role="radiogroup"
        tabIndex={-1}
        aria-invalid={isUnchosen}
      >
        <legend>{say("recovery-to")}</legend>
        {isUnchosen ? <p class="error">{say("people-give-choose")}</p> : null}
        {receivers.map(({ id, title, role }) => (
          <label key={id} class="check">
            <input
              type="radio"
              name={name}
              checked={id === to}
              disabled={isFixed && id !== to}
              onChange={() => {
                setTo(id);
              }}
            />
            <span>
              {title} <span class="quiet">{say(ROLE_WORDS[role])}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {failed === null ? null : <Notice tone="alarm">{failed}</Notice>}
      <button type="submit" class="button" aria-disabled={isBusy}>
        {isBusy ? say("people-sealing") : say("recovery-give", { reference })}
      </button>
    </Form>
  );
}
