/** The slip with the case code, for the handler to hand to the reporter, in the reporter's language: shown once, printed, and gone. */
import type { JSX } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { isLastGroup, writeCode } from "../../sealing/code.ts";
import { fingerprintOf } from "../../sealing/keyring/chain.ts";
import { referenceOf } from "../../sealing/reference.ts";
import { casesAt } from "../cases/stand.ts";
import type { Channel } from "../channels.ts";
import { useDesk } from "../desk.ts";
import { channelName } from "../parts/channel_name.ts";
import { CodeText } from "../parts/code_text.tsx";
import { Field } from "../parts/field.tsx";
import { Form } from "../parts/form.tsx";
import { Notice } from "../parts/notice.tsx";
import { INBOX } from "../router.ts";
import { localeOf, useWords, Words, type Locale } from "../words.ts";
import { LANGUAGES, Radios } from "./enter_fields.tsx";
import type { Entered } from "./entering.ts";
import { noteHow } from "./noting.ts";
import { isNarrower, type Origin } from "./origin.ts";
import type { Judged } from "./told.ts";

interface SlipProps {
  readonly known: Channel;
  readonly entered: Entered;
  /** What the reporter speaks: the report's language. */
  readonly language: Locale;
  /** The case that it is linked with, or null. */
  readonly origin: Origin | null;
  readonly terms: Judged["terms"];
}

/** What is to be said, and not said, in the case that it is linked with. */
function Beside({ origin: { reference }, isApart }: { origin: Origin; isApart: boolean }): JSX.Element {
  const { say } = useWords();
  return (
    <Notice tone={isApart ? "warning" : "plain"}>
      <p>{isApart ? say("entering-linked-apart", { reference }) : say("entering-linked-together", { reference })}</p>
    </Notice>
  );
}

/** The code, its sheet, and the way on to the case. */
export function Slip({ known, entered, language, origin, terms }: SlipProps): JSX.Element {
  const desk = useDesk();
  const { say } = useWords();
  const [spoken, setSpoken] = useState(language);
  const { own, filing, sharing, row } = entered;
  const [code] = useState(() => writeCode(own.code));
  const [typed, setTyped] = useState("");
  const [error, setError] = useState<string | null>(null);
  const reference = referenceOf(filing.case);
  const member = desk.session.vault?.member ?? null;
  const holds = member !== null && sharing.wrapped.includes(member);

  // At once, whenever this page is left: what it is linked with stands there too.
  const noting = useRef<Promise<void> | null>(null);
  useEffect(() => {
    const atWork = casesAt(desk);
    if (holds && atWork !== null) noting.current ??= noteHow(atWork, row, terms);
  }, [desk, holds, row, terms]);

  const toCase = async (): Promise<void> => {
    await noting.current;
    desk.router.go(holds ? { at: "inbox", open: row } : INBOX);
  };
  const goOn = async (): Promise<void> => {
    if (!isLastGroup("case", code, typed)) {
      setError(say("desk-last-group-wrong"));
      return;
    }
    await toCase();
  };

  return (
    <>
      <Notice>
        <h2>{say("entering-done", { reference })}</h2>
        <p>{say(origin === null ? "entering-done-why" : "entering-linked-done")}</p>
      </Notice>
      {holds ? null : (
        <Notice tone="warning">
          <p>{say("entering-not-yours")}</p>
        </Notice>
      )}
      {origin === null ? null : <Beside origin={origin} isApart={isNarrower(origin, sharing)} />}
      <CodeText code={code} label={say("entering-code")} />
      <p>{origin === null ? say("entering-hand-over") : say("entering-linked-hand-over", { reference: origin.reference })}</p>
      <p class="hint">
        {origin === null ? say("entering-no-way-back") : say("entering-linked-no-code", { reference: origin.reference })}
      </p>
      <Radios
        id="entering-slip-language"
        label={say("entering-slip-language")}
        hint={say("entering-slip-language-hint")}
        choices={LANGUAGES}
        chosen={spoken}
        error={null}
        onChoose={(code) => {
          setSpoken(localeOf(code));
        }}
      />
      <div class="row">
        <button
          type="button"
          class="button"
          onClick={() => {
            window.print();
          }}
        >
          {say("entering-print")}
        </button>
        {origin === null ? null : (
          <button type="button" class="button plain" onClick={() => void toCase()}>
            {say("entering-linked-without")}
          </button>
        )}
      </div>
      <Form onSubmit={goOn}>
        <Field
          label={say("desk-last-group")}
          hint={say("entering-last-group-hint")}
          value={typed}
          error={error}
          width="digits"
          onValue={(value) => {
            setTyped(value);
            setError(null);
          }}
        />
        <button type="submit" class="button plain">
          {say(holds ? "entering-to-case" : "entering-to-inbox")}
        </button>
      </Form>
      <Sheet known={known} language={spoken} code={code} reference={reference} />
    </>
  );
}

/** What is printed: read by the reporter, who need not speak the handler's language. */
function Sheet(props: { known: Channel; language: Locale; code: string; reference: string }): JSX.Element {
  const { known, language, code, reference } = props;
  const desk = useDesk();
  const { say } = useMemo(() => new Words(language), [language]);
  const fingerprint = known.chain === null ? "" : fingerprintOf(known.chain.newest.keyring.owner);
  return (
    <section class="sheet slip" lang={language} aria-hidden="true">
      <h1>{say("entering-slip-title", { name: channelName(known)[language] })}</h1>
      <CodeText code={code} label={say("entering-code")} />
      <p>{say("entering-slip-reference", { reference })}</p>
      <p>{say("entering-slip-how")}</p>
      <p class="address">{`${desk.intake}/${language}/follow-up`}</p>
      <p>{say("entering-slip-private")}</p>
      <p>{say("entering-slip-seen")}</p>
      {fingerprint === "" ? null : <p class="small">{say("desk-poster-fingerprint", { fingerprint })}</p>}
    </section>
  );
}
