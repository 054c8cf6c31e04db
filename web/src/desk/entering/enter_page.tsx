/** The page on which a handler enters a report that came by word of mouth or on paper. */
import type { JSX } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { ExclusionError } from "../../sealing/exclusion.ts";
import { ContactError } from "../../sealing/contact.ts";
import type { ChannelId, MemberId } from "../../sealing/id.ts";
import { PaddingError } from "../../sealing/padding.ts";
import { SchemaError } from "../../sealing/schema.ts";
import { channelOf, todayIn, type Channel } from "../cases/channel.ts";
import { DOCUMENTED, FROM_CASE, WAYS_IN, type Choices } from "../cases/record/choices.ts";
import { casesAt } from "../cases/stand.ts";
import { ApiError } from "../api.ts";
import type { Channel as KnownChannel } from "../channels.ts";
import { useDesk } from "../desk.ts";
import { channelName } from "../parts/channel_name.ts";
import { Field } from "../parts/field.tsx";
import { Form } from "../parts/form.tsx";
import { Heading } from "../parts/heading.tsx";
import { Notice } from "../parts/notice.tsx";
import { Wait } from "../parts/wait.tsx";
import { inWords } from "../problem.ts";
import type { LetterPlace } from "../router.ts";
import { useWords, type Words } from "../words.ts";
import { Asked, Concerned, DayField, LANGUAGES, Radios } from "./enter_fields.tsx";
import { Entering, EnteringError, forget, type Entered } from "./entering.ts";
import { isSharedAlike, originAt, type Origin } from "./origin.ts";
import { Slip } from "./slip.tsx";
import { blank, isBegun, judged, mistakesIn, prefilled, type Judged, type Part, type Typed } from "./told.ts";
import { forgetKept, useKept } from "./use_kept.ts";

interface EnterProps {
  readonly channel: ChannelId;
  /** Where a reporter tells of reprisals, of which a linked case is to be opened; else null. */
  readonly from: LetterPlace | null;
}

/** The page of a channel. */
export function EnterPage({ channel, from }: EnterProps): JSX.Element {
  const desk = useDesk();
  const { say, locale } = useWords();
  const known = desk.channels.all.value.get(channel);
  const member = desk.session.vault?.member ?? null;
  const title = say(from === null ? "entering-title" : "entering-linked-title");
  return (
    <div class="page">
      <Heading title={title}>{title}</Heading>
      {known === undefined || member === null ? (
        <Wait>{say("desk-channel-reading")}</Wait>
      ) : (
        <>
          <p class="quiet">{channelName(known)[locale]}</p>
          {from === null ? <Enter known={known} member={member} linked={null} /> : <EnterFrom known={known} member={member} from={from} />}
        </>
      )}
    </div>
  );
}

/** What was told in another case, looked at anew. */
function EnterFrom({ known, member, from }: { known: KnownChannel; member: MemberId; from: LetterPlace }): JSX.Element {
  const desk = useDesk();
  const words = useWords();
  const { say } = words;
  const [origin, setOrigin] = useState<Origin | "looking" | "none" | ApiError>("looking");
  const channel = known.told.channel;
  useEffect(() => {
    const atWork = casesAt(desk);
    if (atWork === null) return;
    const look = async (): Promise<void> => {
      try {
        setOrigin((await originAt(from, channel, atWork)) ?? "none");
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        setOrigin(error);
      }
    };
    void look();
  }, [desk, from, channel]);
  if (origin === "looking") return <Wait>{say("entering-linked-looking")}</Wait>;
  if (origin === "none") return <p>{say("entering-linked-none")}</p>;
  if (origin instanceof ApiError) return <p class="error">{inWords(origin, words)}</p>;
  const onLook = async (): Promise<Look> => {
    const atWork = casesAt(desk);
    const now = atWork === null ? null : await originAt(from, channel, atWork);
    if (now === null) return "none";
    if (isSharedAlike(now, origin)) return "same";
    setOrigin(now);
    return "changed";
  };
  return <Enter known={known} member={member} linked={{ origin, onLook }} />;
}

/** Whether others can open the first case now than when it was last looked at; none where it cannot be read. */
type Look = "same" | "changed" | "none";

/** The first case, and a look at it as it is now. */
interface Linked {
  readonly origin: Origin;
  /** @throws ApiError */
  readonly onLook: () => Promise<Look>;
}

/** A report that is in, and what its slip and its record need. */
interface Done {
  readonly entered: Entered;
  readonly language: Typed["language"];
  readonly terms: Judged["terms"];
}

interface TogetherProps {
  readonly known: KnownChannel;
  readonly member: MemberId;
  readonly linked: Linked | null;
}

function Enter({ known, member, linked }: TogetherProps): JSX.Element {
  const { say } = useWords();
  const [done, setDone] = useState<Done | null>(null);
  const { chain, told, alarms } = known;
  useEffect(
    () => () => {
      if (done !== null) forget(done.entered.own);
    },
    [done],
  );
  if (chain === null || alarms.length > 0) return <p>{say("desk-alarm-keyring")}</p>;
  const channel = channelOf(chain, told.address, told.settings, told.today);
  if (!channel.settingsHold) return <p>{say("cases-settings-changed")}</p>;
  if (done !== null) return <Slip known={known} origin={linked?.origin ?? null} {...done} />;
  return (
    <Telling
      channel={channel}
      member={member}
      linked={linked}
      onEntered={setDone}
    />
  );
}

interface TellingProps {
  readonly channel: Channel;
  readonly member: MemberId;
  readonly linked: Linked | null;
  readonly onEntered: (done: Done) => void;
}

function Telling({ channel, member, linked, onEntered }: TellingProps): JSX.Element {
  const origin = linked?.origin ?? null;
  const desk = useDesk();
  const words = useWords();
  const { say } = words;
  const today = todayIn(channel, desk.now());
  const { keyring } = channel.chain.newest;
  const entering = useMemo(() => new Entering(desk.api), [desk]);
  useEffect(
    () => () => {
      entering.stop();
    },
    [entering],
  );
  const [begun] = useState<Typed>(() => (origin === null ? blank(today, words.locale) : prefilled(origin, channel.questions)));
  const [typed, setTyped] = useState(begun);
  const [mistakes, setMistakes] = useState<ReadonlyMap<Part, string>>(new Map());
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  // What may have arrived is sent again as it was: nothing can be changed before that is known.
  const isFixed = isBusy || entering.mayHaveArrived;
  // What was told in another case is not lost with this page, nor comes into the form of a case that is not linked with it.
  const isTouched = origin === null ? isBegun(typed) : typed !== begun;
  const name = `${keyring.channel} ${origin?.case ?? ""}`;
  const [isRestored, setRestored] = useState<"no" | "sure" | "unsure">("no");
  const isUnsure = entering.mayHaveArrived || isRestored === "unsure";
  useKept(name, isTouched || isUnsure ? typed : null, isUnsure, (kept) => {
    setTyped(kept.typed);
    setRestored(kept.isUnsure ? "unsure" : "sure");
  });
  useAsking(isTouched);
  const change = (part: Partial<Typed>): void => {
    setTyped((before) => ({ ...before, ...part }));
    // What is mended is wrong no more.
    setMistakes((before) => new Map([...before].filter(([each]) => !(each in part))));
  };
  const submit = async (): Promise<void> => {
    const wrong = mistakesIn(typed, today);
    setMistakes(new Map([...wrong].map(([part, phrase]) => [part, say(phrase)])));
    setProblem(null);
    const ready = judged(typed, today, origin);
    if (ready === null) return;
    setBusy(true);
    try {
      // Who stepped aside in the first case meanwhile is not let into this one. What may have arrived stays as it was sealed.
      const look = linked === null || entering.mayHaveArrived ? "same" : await linked.onLook();
      if (look !== "same") {
        setProblem(say(look === "none" ? "entering-linked-none" : "entering-linked-changed"));
        return;
      }
      const entered = await entering.send(ready.told, channel.chain.newest, today);
      forgetKept(desk, name);
      onEntered({ entered, language: typed.language, terms: ready.terms });
    } catch (error) {
      setProblem(whyNot(error, entering.mayHaveArrived, words));
    } finally {
      setBusy(false);
    }
  };
  const error = (part: Part): string | null => mistakes.get(part) ?? null;

  return (
    <Form onSubmit={submit}>
      <p>{origin === null ? say("entering-lead") : say("entering-linked-lead", { reference: origin.reference })}</p>
      <Notice>
        <p>{say("entering-code-seen")}</p>
      </Notice>
      {isRestored === "no" ? null : (
        <Restored
          isUnsure={isRestored === "unsure"}
          onRestart={() => {
            setTyped(begun);
            setMistakes(new Map());
            setRestored("no");
          }}
        />
      )}
      {problem === null ? null : (
        <Notice tone="alarm">
          <p>{problem}</p>
        </Notice>
      )}
      <fieldset class="entering-form" disabled={isFixed}>
        <section>
          <h2>{say(origin === null ? "entering-how" : "entering-linked-when")}</h2>
          {origin === null ? (
            <Radios
              id="entering-came-by"
              label={say("entering-came-by")}
              choices={CAME_BY}
              chosen={typed.cameBy}
              error={error("cameBy")}
              onChoose={(cameBy) => {
                change({ cameBy });
              }}
            />
          ) : null}
          <DayField
            label={say("entering-received")}
            hint={say(origin === null ? "entering-received-hint" : "entering-linked-received-hint")}
            value={typed.received}
            last={today}
            error={error("received")}
            onValue={(received) => {
              change({ received });
            }}
          />
          {origin === null ? (
            <Radios
              id="entering-documented"
              label={say("entering-documented")}
              hint={say("entering-documented-hint")}
              choices={DOCUMENTED}
              chosen={typed.documented}
              error={error("documented")}
              onChoose={(documented) => {
                change({ documented });
              }}
            />
          ) : null}
          {typed.documented === "recording" ? (
            <div class={error("consent") === null ? "field" : "field wrong"}>
              {error("consent") === null ? null : (
                <p class="error" id="entering-consent-error">
                  {error("consent")}
                </p>
              )}
              <label class="check">
                <input
                  type="checkbox"
                  checked={typed.consent}
                  aria-invalid={error("consent") !== null}
                  aria-describedby={error("consent") === null ? undefined : "entering-consent-error"}
                  onChange={(event) => {
                    change({ consent: event.currentTarget.checked });
                  }}
                />
                <span>{say("entering-consent")}</span>
              </label>
            </div>
          ) : null}
        </section>
        <section>
          <h2>{say("entering-what")}</h2>
          <p class="hint">{say("entering-what-hint")}</p>
          {error("answers") === null ? null : (
            <p class="error" id="entering-answers-error">
              {error("answers")}
            </p>
          )}
          <Radios
            id="entering-language"
            label={say("entering-language")}
            choices={LANGUAGES}
            chosen={typed.language}
            error={null}
            onChoose={(language) => {
              change({ language: language === "en" ? "en" : "sv" });
            }}
          />
          {channel.questions.map((question, index) => (
            <Asked
              key={question.id}
              question={question}
              isWrong={index === 0 && error("answers") !== null}
              value={typed.answers.get(question.id) ?? ""}
              onValue={(value) => {
                change({ answers: new Map(typed.answers).set(question.id, value) });
              }}
            />
          ))}
        </section>
        <Concerned keyring={keyring} member={member} within={origin} typed={typed} onChange={change} />
        <section>
          <h2>{say("entering-contact")}</h2>
          <Field
            label={say("entering-contact-label")}
            hint={say("entering-contact-hint")}
            value={typed.contact}
            lines={3}
            onValue={(contact) => {
              change({ contact });
            }}
          />
        </section>
      </fieldset>
      {entering.mayHaveArrived && !isBusy ? <p class="hint">{say("entering-again-why")}</p> : null}
      <button type="submit" class="button" aria-disabled={isBusy}>
        {say(entering.mayHaveArrived && !isBusy ? "entering-again" : "entering-send")}
      </button>
      {isBusy ? <Wait>{say("entering-sending")}</Wait> : null}
    </Form>
  );
}

/** What is told in another case has a page of its own. */
const CAME_BY: Choices = new Map([...WAYS_IN].filter(([code]) => code !== FROM_CASE));

/** What was typed before the desk locked, or another page was shown, stands in the fields again. */
function Restored({ isUnsure, onRestart }: { isUnsure: boolean; onRestart: () => void }) {
  const { say } = useWords();
  return (
    <Notice tone={isUnsure ? "warning" : "plain"}>
      <p>{say(isUnsure ? "entering-restored-unsure" : "entering-restored")}</p>
      <button type="button" class="button plain tiny" onClick={onRestart}>
        {say("entering-restart")}
      </button>
    </Notice>
  );
}

/** Whoever would close the window is asked by the browser: what is typed goes with it. */
function useAsking(isUnsaved: boolean): void {
  const kept = useRef(isUnsaved);
  kept.current = isUnsaved;
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent): void => {
      if (kept.current) event.preventDefault();
    };
    window.addEventListener("beforeunload", ask);
    return () => {
      window.removeEventListener("beforeunload", ask);
    };
  }, []);
}

/** Why it was not entered, and what to do. */
function whyNot(error: unknown, mayHaveArrived: boolean, words: Words): string {
  const { say } = words;
  if (error instanceof EnteringError) return say(error.kind === "damaged" ? "entering-damaged" : "entering-keyring-old");
  if (error instanceof ExclusionError) return say("entering-nobody");
  if (error instanceof ContactError) return say("entering-contact-nobody");
  if (error instanceof SchemaError || error instanceof PaddingError) return say("entering-too-long");
  return mayHaveArrived ? say("entering-unsure", { why: inWords(error, words) }) : inWords(error, words);
}

