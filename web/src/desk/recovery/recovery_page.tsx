/** Where the holder of a channel's recovery code gives cases that nobody at the desk can open to somebody who can. */
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { CodeError } from "../../sealing/code.ts";
import { SealingError } from "../../sealing/failure.ts";
import { ApiError } from "../api.ts";
import { useDesk } from "../desk.ts";
import { CodeText } from "../parts/code_text.tsx";
import { Field } from "../parts/field.tsx";
import { Form } from "../parts/form.tsx";
import { Heading } from "../parts/heading.tsx";
import { Link } from "../parts/link.tsx";
import { Notice } from "../parts/notice.tsx";
import { Wait } from "../parts/wait.tsx";
import { codeInWords, inWords } from "../problem.ts";
import { INBOX } from "../router.ts";
import { useWords, type Words } from "../words.ts";
import { GivingForm } from "./giving_form.tsx";
import { forget, ForeignKeyringError, openRecovery, type Recovery } from "./recovering.ts";

/** The page. What it holds is gone when one leaves it. */
export function RecoveryPage(): JSX.Element {
  const desk = useDesk();
  const words = useWords();
  const { say } = words;
  const [typed, setTyped] = useState("");
  const [wrong, setWrong] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [recovery, setRecovery] = useState<Recovery | null>(null);
  const held = useRef<Recovery | null>(null);
  useEffect(
    () => () => {
      if (held.current !== null) forget(held.current);
    },
    [],
  );

  const open = async (): Promise<void> => {
    setWrong(null);
    setBusy(true);
    try {
      held.current = await openRecovery(desk.api, typed);
      setTyped("");
      setRecovery(held.current);
    } catch (error) {
      setWrong(recoveryInWords(error, words));
    } finally {
      setBusy(false);
    }
  };

  if (recovery !== null) return <LeftCases recovery={recovery} />;
  return (
    <div class="entry">
      <Heading title={say("recovery-title")}>{say("recovery-title")}</Heading>
      <p>{say("recovery-lead")}</p>
      <p>{say("recovery-not-here")}</p>
      <Form onSubmit={open}>
        <Field
          label={say("recovery-code")}
          hint={say("desk-recovery-hint")}
          value={typed}
          onValue={setTyped}
          error={wrong}
          readOnly={isBusy}
        />
        <div class="row">
          <button type="submit" class="button" aria-disabled={isBusy}>
            {say("recovery-open")}
          </button>
          <Link to={INBOX} class="button quiet">
            {say("desk-to-sign-in")}
          </Link>
        </div>
        {isBusy ? <Wait>{say("recovery-opening")}</Wait> : null}
      </Form>
    </div>
  );
}

/** What is left to the code: of each case its reference and its day, and nothing of what stands in it. */
function LeftCases({ recovery }: { recovery: Recovery }): JSX.Element {
  const words = useWords();
  const { say } = words;
  const { cases, address, fingerprint } = recovery;
  return (
    <div class="entry">
      <Heading title={say("recovery-title")}>{say("recovery-title")}</Heading>
      <p>{say("recovery-channel", { address })}</p>
      {cases.length === 0 ? (
        <Notice>{say("recovery-none")}</Notice>
      ) : (
        <>
          <p>{say("recovery-compare")}</p>
          <CodeText code={fingerprint} label={say("recovery-fingerprint")} />
          <p>{say("recovery-does")}</p>
          {cases.map((each) => (
            <GivingForm key={each.row} recovery={recovery} left={each} />
          ))}
        </>
      )}
      <p class="after-forms">
        <Link to={INBOX} class="button plain">
          {say("recovery-leave")}
        </Link>
      </p>
    </div>
  );
}

function recoveryInWords(error: unknown, words: Words): string {
  const { say } = words;
  if (error instanceof CodeError) return codeInWords(error, words);
  if (error instanceof ForeignKeyringError || error instanceof SealingError) return say("recovery-keyring");
  if (error instanceof ApiError && error.kind === "problem-not-authenticated") return say("recovery-unknown");
  return inWords(error, words);
}
