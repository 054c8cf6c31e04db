import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { PassphraseError } from "../../sealing/passphrase.ts";
import { useDesk } from "../desk.ts";
import { Field } from "../parts/field.tsx";
import { Form } from "../parts/form.tsx";
import { Heading } from "../parts/heading.tsx";
import { Link } from "../parts/link.tsx";
import { Notice } from "../parts/notice.tsx";
import { PassphraseField } from "../parts/passphrase_field.tsx";
import { Wait } from "../parts/wait.tsx";
import { inWords, passphraseInWords } from "../problem.ts";
import type { Departure } from "../session.ts";
import { useWords, type Phrase, type Words } from "../words.ts";
import { Forgotten, type Lost } from "./forgotten.tsx";
import { asName, asSecondFactor, signInByPassphrase } from "./open.ts";

/** What is wrong with each field, and with the whole. */
interface Wrong {
  readonly name: string | null;
  readonly words: string | null;
  readonly code: string | null;
  readonly whole: string | null;
}

/** The other ways in. */
const WAYS: readonly (readonly [Phrase, Lost | "invitation"])[] = [
  ["desk-forgot-passphrase", "passphrase"],
  ["desk-lost-second-factor", "second-factor"],
  ["desk-have-invitation", "invitation"],
];

const NOTHING_WRONG: Wrong = { name: null, words: null, code: null, whole: null };

/** Signing in by name, passphrase and second factor. */
export function SignIn({ because }: { because: Departure | null }): JSX.Element {
  const desk = useDesk();
  const words = useWords();
  const { say } = words;
  const [name, setName] = useState("");
  const [typed, setTyped] = useState("");
  const [code, setCode] = useState("");
  const [wrong, setWrong] = useState(NOTHING_WRONG);
  const [isBusy, setBusy] = useState(false);
  const [lost, setLost] = useState<Lost | null>(null);

  const submit = async (): Promise<void> => {
    const digits = asSecondFactor(code);
    const missing: Wrong = {
      ...NOTHING_WRONG,
      name: asName(name) === "" ? say("desk-sign-in-name-missing") : null,
      code: digits === null ? say("desk-second-factor-form") : null,
    };
    setWrong(missing);
    if (digits === null || missing.name !== null) return;
    setBusy(true);
    try {
      await signInByPassphrase(desk, asName(name), typed, digits);
    } catch (error) {
      // A code is good once.
      setCode("");
      setWrong(whatIsWrong(error, words));
    } finally {
      setBusy(false);
    }
  };

  if (lost !== null) {
    return (
      <Forgotten
        lost={lost}
        onBack={() => {
          setLost(null);
        }}
      />
    );
  }
  return (
    <div class="entry">
      <Heading title={say("desk-sign-in")}>{say("desk-sign-in")}</Heading>
      {because === "session-over" ? <Notice>{say("desk-session-over")}</Notice> : null}
      {because === "signed-out" ? <Notice>{say("desk-signed-out")}</Notice> : null}
      {because === "unfinished" ? <Notice tone="warning">{say("desk-unfinished")}</Notice> : null}
      <Form onSubmit={submit}>
        {wrong.whole === null ? null : <Notice tone="alarm">{wrong.whole}</Notice>}
        <Field label={say("desk-sign-in-name")} value={name} error={wrong.name} onValue={setName} autoComplete="username" />
        <PassphraseField
          label={say("desk-passphrase")}
          hint={say("desk-passphrase-hint")}
          value={typed}
          error={wrong.words}
          onValue={setTyped}
        />
        <Field
          label={say("desk-second-factor")}
          hint={say("desk-second-factor-hint")}
          value={code}
          error={wrong.code}
          onValue={setCode}
          inputMode="numeric"
          autoComplete="one-time-code"
          width="digits"
        />
        <button type="submit" class="button" aria-disabled={isBusy}>
          {say("desk-sign-in")}
        </button>
        {isBusy ? <Wait>{say("desk-unlocking")}</Wait> : null}
      </Form>
      <ul class="ways">
        {WAYS.map(([label, go]) => (
          <li key={label}>
            <button
              type="button"
              class="button quiet"
              onClick={() => {
                if (go === "invitation") desk.arrival.value = { by: "invitation", code: "" };
                else setLost(go);
              }}
            >
              {say(label)}
            </button>
          </li>
        ))}
        <li>
          <Link to={{ at: "recovery" }} class="small">
            {say("recovery-link")}
          </Link>
        </li>
      </ul>
    </div>
  );
}

function whatIsWrong(error: unknown, words: Words): Wrong {
  if (error instanceof PassphraseError) return { ...NOTHING_WRONG, words: passphraseInWords(error, words) };
  return { ...NOTHING_WRONG, whole: inWords(error, words) };
}
