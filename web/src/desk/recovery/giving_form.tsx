/** One case that was left to recovery: whom it is given, and what is compared before. */
import type { JSX } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { SealingError } from "../../sealing/failure.ts";
import { fingerprintOf } from "../../sealing/keyring/chain.ts";
import { ApiError } from "../api.ts";
import { mayBeStored, mayStillBeStored } from "../cases/answered.ts";
import { ROLE_WORDS } from "../cases/people/give_dialog.tsx";
import { useDesk } from "../desk.ts";
import { LEFT_WORDS } from "../cases/people/left.ts";
import { fingerprintOfDigest } from "../fingerprint.ts";
import { CodeText } from "../parts/code_text.tsx";
import { Form } from "../parts/form.tsx";
import { Notice } from "../parts/notice.tsx";
import type { CaseRow } from "../router.ts";
import { useWords } from "../words.ts";
import { give, sealGiving, type Giving } from "./giving.ts";
import type { LeftChannel } from "./holding.ts";
import type { OpenedLeft, Receiver } from "./left_case.ts";
import type { AtWork } from "./left_cases.tsx";
import { recoveryInWords } from "./recovery_words.ts";

/** The form. */
export function GivingForm(props: {
  readonly at: AtWork;
  readonly row: CaseRow;
  readonly opened: OpenedLeft;
  /** Whether something is on its way, or may be stored: until it is known, nothing else is opened. */
  readonly onUnsettled: (isUnsettled: boolean) => void;
  readonly onGiven: (title: string) => void;
}): JSX.Element {
  const desk = useDesk();
  const words = useWords();
  const { say } = words;
  const { stay, holding, left } = props.at;
  const { receivers, reference, stood } = props.opened;
  const [to, setTo] = useState<Receiver | null>(null);
  // With another than the receiver, who would confirm an old list that still has them in it; and their key with them.
  const [isListCompared, setListCompared] = useState(false);
  const [isKeyCompared, setKeyCompared] = useState(false);
  // Those who stood there last may have given it on after what the server shows: nobody signed that they did not.
  const [isAsked, setAsked] = useState(stood.length === 0);
  const [isTried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  // What was sent and not answered: nothing else is sent before that is.
  const [pending, setPending] = useState<Giving | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);

  const submit = async (): Promise<void> => {
    setTried(true);
    if (to === null || !isAsked || !isListCompared || !isKeyCompared) return;
    setBusy(true);
    props.onUnsettled(true);
    setFailed(null);
    let giving = pending;
    try {
      giving ??= await sealGiving(holding, left, props.opened, to, desk.now());
      await give(holding, left, props.row, giving);
      desk.announcer.say(say("recovery-given", { title: giving.to.title, reference }));
      props.onGiven(giving.to.title);
    } catch (error) {
      if (stay.isOver) return;
      const mayStand = pending === null ? mayBeStored : mayStillBeStored;
      const isUnsettled = error instanceof ApiError && mayStand(error.kind);
      setPending(isUnsettled ? giving : null);
      props.onUnsettled(isUnsettled);
      setFailed(whatIsWrong(error));
      setBusy(false);
    }
  };
  const whatIsWrong = (error: unknown): string => {
    if (error instanceof SealingError) return say("recovery-damaged");
    const isElsewhere = error instanceof ApiError && ["problem-not-found", "problem-conflict"].includes(error.kind);
    return isElsewhere ? say("recovery-elsewhere") : recoveryInWords(error, words);
  };
  const choose = (receiver: Receiver): void => {
    setTo(receiver);
    // Whose fingerprint it was is another's now.
    setListCompared(false);
    setKeyCompared(false);
  };

  const isFixed = isBusy || pending !== null;
  return (
    <Form onSubmit={submit}>
      <h3 ref={heading} tabIndex={-1}>
        {say("recovery-reference", { reference })}
      </h3>
      <p>{say("recovery-does")}</p>
      {stood.length === 0 ? null : (
        <>
          <StoodLast opened={props.opened} />
          <Tick
            label={say("recovery-stood-asked", { reference })}
            missing={say("recovery-stood-missing")}
            isOn={isAsked}
            onTick={setAsked}
            {...{ isFixed, isTried }}
          />
        </>
      )}
      <Receivers {...{ receivers, to, choose, isFixed }} isMissing={isTried && to === null} />
      <Listed left={left} />
      <Tick label={say("recovery-compared-list")} missing={say("recovery-compared-missing")} isOn={isListCompared} onTick={setListCompared} {...{ isFixed, isTried }} />
      {to === null ? null : (
        <>
          <p>{say("recovery-compare-key", { title: to.title })}</p>
          <CodeText code={to.fingerprint} label={say("recovery-key-of", { title: to.title })} />
          <Tick label={say("recovery-compared-key")} missing={say("recovery-compared-missing")} isOn={isKeyCompared} onTick={setKeyCompared} {...{ isFixed, isTried }} />
        </>
      )}
      {failed === null ? null : <Notice tone="alarm">{failed}</Notice>}
      <button type="submit" class="button" aria-disabled={isBusy}>
        {isBusy ? say("people-sealing") : say("recovery-give", { reference })}
      </button>
    </Form>
  );
}

function Receivers(props: {
  readonly receivers: readonly Receiver[];
  readonly to: Receiver | null;
  readonly choose: (receiver: Receiver) => void;
  readonly isFixed: boolean;
  readonly isMissing: boolean;
}) {
  const { say } = useWords();
  const name = useId();
  const { receivers, to, isFixed, isMissing } = props;
  return (
    <fieldset
      class={isMissing ? "choice field wrong" : "choice field"}
      role="radiogroup"
      tabIndex={-1}
      aria-invalid={isMissing}
    >
      <legend>{say("recovery-to")}</legend>
      {isMissing ? <p class="error">{say("people-give-choose")}</p> : null}
      {receivers.map((receiver) => (
        <label key={receiver.id} class="check">
          <input
            type="radio"
            name={name}
            checked={receiver.id === to?.id}
            disabled={isFixed && receiver.id !== to?.id}
            onChange={() => {
              props.choose(receiver);
            }}
          />
          <span>
            {receiver.title} <span class="quiet">{say(ROLE_WORDS[receiver.role])}</span>{" "}
            {receiver.left === null ? null : <span class="tag">{say(LEFT_WORDS[receiver.left])}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** The list of keys, to be held against another member's: an older one is signed as well as the newest. */
function Listed({ left }: { left: LeftChannel }) {
  const { say, day, number } = useWords();
  const { newest } = left.chain;
  const { epoch, issued, expires, owner } = newest.keyring;
  const shown = [
    { label: say("recovery-fingerprint"), code: fingerprintOf(owner) },
    { label: say("desk-keyring-fingerprint"), code: fingerprintOfDigest(newest.hash) },
  ];
  return (
    <>
      <h4>{say("recovery-compare-title")}</h4>
      <p>{say("recovery-compare")}</p>
      <p>{say("desk-keyring-signed", { epoch: number(epoch), day: day(issued), until: day(expires) })}</p>
      {shown.map(({ label, code }) => (
        <div key={label}>
          <p class="hint">{label}</p>
          <CodeText code={code} label={label} />
        </div>
      ))}
    </>
  );
}

/** Who had it last, by what the server shows: it may show less than there is, and they know whether they gave it on. */
function StoodLast({ opened: { stood, newest, reference } }: { opened: OpenedLeft }) {
  const { say, fullDay, locale } = useWords();
  const names = new Intl.ListFormat(locale === "en" ? "en-GB" : locale, { type: "conjunction" }).format(stood);
  return (
    <>
      <h4>{say("recovery-stood-title")}</h4>
      <p>{say("recovery-stood", { names, reference, day: newest === null ? "–" : fullDay(newest) })}</p>
    </>
  );
}

/** That something was done first. */
function Tick(props: {
  readonly label: string;
  /** What is said where it is not ticked. */
  readonly missing: string;
  readonly isOn: boolean;
  readonly onTick: (isOn: boolean) => void;
  readonly isFixed: boolean;
  readonly isTried: boolean;
}) {
  const error = useId();
  const isWrong = props.isTried && !props.isOn;
  return (
    <div class={isWrong ? "field wrong" : "field"}>
      {isWrong ? (
        <p class="error" id={error}>
          {props.missing}
        </p>
      ) : null}
      <label class="check">
        <input
          type="checkbox"
          checked={props.isOn}
          disabled={props.isFixed}
          aria-invalid={isWrong}
          aria-describedby={isWrong ? error : undefined}
          onChange={({ currentTarget }) => {
            props.onTick(currentTarget.checked);
          }}
        />
        <span>{props.label}</span>
      </label>
    </div>
  );
}
