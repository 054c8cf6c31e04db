/** The reporter's contact details: closed until somebody opens them with a reason, and handing out who the reporter is. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Dialog } from "../parts/dialog.tsx";
import { Field } from "../parts/field.tsx";
import { Form } from "../parts/form.tsx";
import { useDesk } from "../desk.ts";
import { useWords } from "../words.ts";
import type { Shown } from "./current.ts";
import { outcomeInWords } from "./composer.tsx";
import { contactIn, openContact, type ContactOutcome } from "./contact_details.ts";
import { useCases } from "./context.ts";
import type { Correspondence } from "./correspondence.ts";
import { DisclosureDialog } from "./exports/disclosure_dialog.tsx";
import { canWrite } from "./opening.ts";

type ContactState =
  | { readonly is: "closed" }
  | { readonly is: "asking" }
  | { readonly is: "storing" }
  | Extract<ContactOutcome, { readonly is: "open" | "damaged" }>;

/** The section. */
export function ContactSection({ shown, correspondence }: { shown: Shown; correspondence: Correspondence }): JSX.Element {
  const { ports } = useCases();
  const { say } = useWords();
  const [state, setState] = useState<ContactState>({ is: "closed" });
  const [isDisclosing, setDisclosing] = useState(false);
  const { policy } = shown.channel.chain.newest.keyring;
  return (
    <section>
      <h3>{say("cases-contact")}</h3>
      {state.is === "open" ? (
        <>
          {state.words === "" ? (
            <p class="quiet">{say("cases-contact-none")}</p>
          ) : (
            <p class="contact-words" dir="auto">
              {state.words}
            </p>
          )}
          <button
            type="button"
            class="button plain tiny"
            onClick={() => {
              setState({ is: "closed" });
            }}
          >
            {say("cases-contact-hide")}
          </button>
        </>
      ) : state.is === "damaged" || contactIn(shown.opened) === "damaged" ? (
        <p class="warn">{say("cases-contact-damaged")}</p>
      ) : (
        <>
          <p class="small quiet">{say(policy.contact === "two" ? "cases-contact-two" : "cases-contact-sealed")}</p>
          {policy.contact === "one" && canWrite(shown.opened, ports.member) ? (
            <button
              type="button"
              class="button plain tiny"
              onClick={() => {
                setState({ is: "asking" });
              }}
            >
              {say("cases-contact-open")}
            </button>
          ) : null}
        </>
      )}
      {canWrite(shown.opened, ports.member) ? (
        <>
          <p class="small quiet disclose">{say("export-disclosure-hint")}</p>
          <button
            type="button"
            class="button plain tiny"
            onClick={() => {
              setDisclosing(true);
            }}
          >
            {say("export-disclosure-open")}
          </button>
        </>
      ) : null}
      {isDisclosing ? (
        <DisclosureDialog
          shown={shown}
          onClose={() => {
            setDisclosing(false);
          }}
        />
      ) : null}
      {state.is === "asking" || state.is === "storing" ? (
        <AskForReason
          shown={shown}
          correspondence={correspondence}
          onState={setState}
          isStoring={state.is === "storing"}
        />
      ) : null}
    </section>
  );
}

function AskForReason(props: {
  shown: Shown;
  correspondence: Correspondence;
  isStoring: boolean;
  onState: (state: ContactState) => void;
}) {
  const { cases, ports } = useCases();
  const { announcer } = useDesk();
  const words = useWords();
  const { say } = words;
  const { shown, correspondence, isStoring } = props;
  const [reason, setReason] = useState("");
  const [error, setError] = useState<string | null>(null);
  const open = async (): Promise<void> => {
    if (reason.trim() === "") {
      setError(say("cases-contact-reason-missing"));
      return;
    }
    setError(null);
    props.onState({ is: "storing" });
    const outcome = await openContact(reason.trim(), shown, correspondence.pendingOpening, cases, ports);
    if (outcome.is === "not-stored") {
      correspondence.pendingOpening = outcome.pending;
      const isUnknown = outcome.outcome.is === "unknown";
      const verdict = say(isUnknown ? "cases-contact-perhaps-stored" : "cases-contact-not-opened");
      setError(isUnknown ? verdict : `${verdict} ${outcomeInWords(outcome.outcome, words)}`);
      announcer.interrupt(verdict);
      props.onState({ is: "asking" });
      return;
    }
    correspondence.pendingOpening = null;
    props.onState(outcome);
  };
  const close = (): void => {
    if (!isStoring) props.onState({ is: "closed" });
  };
  return (
    <Dialog title={say("cases-contact-ask-title")} busy={isStoring} onClose={close}>
      <Form onSubmit={open}>
        <p>{say("cases-contact-ask")}</p>
        <Field
          label={say("cases-contact-reason")}
          hint={say("cases-contact-reason-hint")}
          error={error}
          value={reason}
          onValue={setReason}
          lines={2}
          readOnly={isStoring}
        />
        <div class="row">
          <button class="button" aria-disabled={isStoring}>
            {say(isStoring ? "cases-contact-storing" : "cases-contact-confirm")}
          </button>
          <button type="button" class="button plain" onClick={close}>
            {say("cases-cancel")}
          </button>
        </div>
      </Form>
    </Dialog>
  );
}
