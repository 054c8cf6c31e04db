/** The slip with the case code, for the handler to hand to the reporter: shown once, printed, and gone. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
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
import { useWords } from "../words.ts";
import type { Entered } from "./entering.ts";
import { noteHow } from "./noting.ts";
import type { Judged } from "./told.ts";

interface SlipProps {
  readonly known: Channel;
  readonly entered: Entered;
  readonly terms: Judged["terms"];
}

/** The code, its sheet, and the way on to the case. */
export function Slip({ known, entered, terms }: SlipProps): JSX.Element {
  const desk = useDesk();
  const words = useWords();
  const { say, locale } = words;
  const { own, filing, sharing, row } = entered;
  const [code] = useState(() => writeCode(own.code));
  const [typed, setTyped] = useState("");
  const [error, setError] = useState<string | null>(null);
  const reference = referenceOf(filing.case);
  const member = desk.session.vault?.member ?? null;
  const holds = member !== null && sharing.wrapped.includes(member);
  const name = channelName(known)[locale];
  const address = `${desk.intake}/${locale}/follow-up`;
  const fingerprint = known.chain === null ? "" : fingerprintOf(known.chain.newest.keyring.owner);

  const goOn = async (): Promise<void> => {
    if (!isLastGroup("case", code, typed)) {
      setError(say("desk-last-group-wrong"));
      return;
    }
    const atWork = casesAt(desk);
    if (!holds || atWork === null) {
      desk.router.go(INBOX);
      return;
    }
    await noteHow(atWork, row, terms);
    desk.router.go({ at: "inbox", open: row });
  };

  return (
    <>
      <Notice>
        <h2>{say("entering-done", { reference })}</h2>
        <p>{say("entering-done-why")}</p>
      </Notice>
      {holds ? null : (
        <Notice tone="warning">
          <p>{say("entering-not-yours")}</p>
        </Notice>
      )}
      <CodeText code={code} label={say("entering-code")} />
      <p>{say("entering-hand-over")}</p>
      <p class="hint">{say("entering-no-way-back")}</p>
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
      <section class="sheet slip" aria-hidden="true">
        <h1>{say("entering-slip-title", { name })}</h1>
        <CodeText code={code} label={say("entering-code")} />
        <p>{say("entering-slip-reference", { reference })}</p>
        <p>{say("entering-slip-how")}</p>
        <p class="address">{address}</p>
        <p>{say("entering-slip-private")}</p>
        <p>{say("entering-slip-seen")}</p>
        {fingerprint === "" ? null : <p class="small">{say("desk-poster-fingerprint", { fingerprint })}</p>}
      </section>
    </>
  );
}
