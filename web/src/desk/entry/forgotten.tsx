import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { CodeError } from "../../sealing/code.ts";
import { PassphraseError } from "../../sealing/passphrase.ts";
import { useDesk } from "../desk.ts";
import { Field } from "../parts/field.tsx";
import { Form } from "../parts/form.tsx";
import { Heading } from "../parts/heading.tsx";
import { Notice } from "../parts/notice.tsx";
import { PassphraseField } from "../parts/passphrase_field.tsx";
import { Wait } from "../parts/wait.tsx";
import { codeInWords, inWords, passphraseInWords } from "../problem.ts";
import { useWords } from "../words.ts";
import { asName, asSecondFactor, signInByBoth, signInByRecovery } from "./open.ts";

/** What somebody has lost: their passphrase, or the phone with the one-time codes. */
export type Lost = "passphrase" | "second-factor";

/** What is wrong with each field, and with the whole. */
type Wrong = Partial<Record<"name" | "passphrase" | "recovery" | "code" | "whole", string>>;

/** Signing in with the recovery code: in the place of the passphrase, or beside it in the place of the phone. */
export function Forgotten({ lost, onBack }: { lost: Lost; onBack: () => void }): JSX.Element {
  const desk = useDesk();
  const words = useWords();
  const { say } = words;
  const [name, setName] = useState("");
  const [passphrase, setPassphrase] = useState("");
  const [recovery, setRecovery] = useState("");
  const [code, setCode] = useState("");
  const [wrong, setWrong] = useState<Wrong>({});
  const [isBusy, setBusy] = useState(false);

  const submit = async (): Promise<void> => {
    const digits = asSecondFactor(code);
    const isName = asName(name) !== "";
    const isCode = lost === "second-factor" || digits !== null;
    setWrong({
      ...(isName ? {} : { name: say("desk-sign-in-name-missing") }),
      ...(isCode ? {} : { code: say("desk-second-factor-form") }),
    });
    if (!isName || !isCode) return;
    setBusy(true);
    try {
      if (lost === "second-factor") await signInByBoth(desk, asName(name), passphrase, recovery);
      else await signInByRecovery(desk, asName(name), recovery, digits ?? "");
    } catch (error) {
      setCode("");
      if (error instanceof PassphraseError) setWrong({ passphrase: passphraseInWords(error, words) });
      else if (error instanceof CodeError) setWrong({ recovery: codeInWords(error, words) });
      else setWrong({ whole: inWords(error, words) });
    } finally {
      setBusy(false);
    }
  };

  const title = say(lost === "passphrase" ? "desk-forgot-passphrase" : "desk-lost-second-factor");
  return (
    <div class="entry">
      <Heading title={title}>{title}</Heading>
      <p>{say(lost === "passphrase" ? "desk-forgot-passphrase-why" : "desk-lost-second-factor-why")}</p>
      <Form onSubmit={submit}>
        {wrong.whole === undefined ? null : <Notice tone="alarm">{wrong.whole}</Notice>}
        <Field
          label={say("desk-sign-in-name")}
          value={name}
          error={wrong.name ?? null}
          onValue={setName}
          autoComplete="username"
        />
        {lost === "second-factor" ? (
          <PassphraseField
            label={say("desk-passphrase")}
            hint={say("desk-passphrase-hint")}
            value={passphrase}
            error={wrong.passphrase ?? null}
            onValue={setPassphrase}
          />
        ) : null}
        <Field
          label={say("desk-recovery")}
          hint={say("desk-recovery-hint")}
          value={recovery}
          error={wrong.recovery ?? null}
          onValue={setRecovery}
        />
        {lost === "passphrase" ? (
          <Field
            label={say("desk-second-factor")}
            hint={say("desk-second-factor-hint")}
            value={code}
            error={wrong.code ?? null}
            onValue={setCode}
            inputMode="numeric"
            autoComplete="one-time-code"
            width="digits"
          />
        ) : null}
        <div class="row">
          <button type="submit" class="button" aria-disabled={isBusy}>
            {say("desk-sign-in")}
          </button>
          <button type="button" class="button quiet" onClick={onBack}>
            {say("desk-go-back")}
          </button>
        </div>
        {isBusy ? <Wait>{say("desk-unlocking")}</Wait> : null}
      </Form>
    </div>
  );
}
