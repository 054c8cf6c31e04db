import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { PassphraseError, readPassphrase, type Passphrase } from "../../sealing/passphrase.ts";
import { CopyButton } from "../parts/copy_button.tsx";
import { Field } from "../parts/field.tsx";
import { Step, type StepProps } from "../parts/steps.tsx";
import { passphraseInWords } from "../problem.ts";
import { useWords, type Words } from "../words.ts";

/** A generated passphrase: shown, and then typed to see that it was kept. */
export function PassphraseStep(
  props: Omit<StepProps, "title" | "children" | "onNext"> & { passphrase: Passphrase; onNext: () => void },
): JSX.Element {
  const words = useWords();
  const { say } = words;
  const [isShown, setShown] = useState(true);
  const [typed, setTyped] = useState("");
  const [wrong, setWrong] = useState<string | null>(null);

  const next = (): void => {
    if (isShown) {
      setShown(false);
      return;
    }
    const error = whatIsWrong(typed, props.passphrase, words);
    setWrong(error);
    if (error === null) props.onNext();
  };

  return (
    <Step {...props} title={say(isShown ? "desk-your-passphrase" : "desk-type-passphrase")} onNext={next}>
      {isShown ? (
        <>
          <p>{say("desk-your-passphrase-why")}</p>
          <ol class="words" translate={false} aria-label={say("desk-passphrase")}>
            {props.passphrase.split(" ").map((word, index) => (
              <li key={index}>{word}</li>
            ))}
          </ol>
          <div class="row">
            <CopyButton text={props.passphrase}>{say("desk-copy-passphrase")}</CopyButton>
          </div>
          <p class="hint">{say("desk-your-passphrase-keep")}</p>
        </>
      ) : (
        <>
          <Field
            label={say("desk-passphrase")}
            hint={say("desk-type-passphrase-hint")}
            value={typed}
            onValue={setTyped}
            error={wrong}
            autoComplete="new-password"
            lines={2}
          />
          <p>
            <button
              type="button"
              class="button plain tiny"
              onClick={() => {
                setShown(true);
                setWrong(null);
              }}
            >
              {say("desk-show-again")}
            </button>
          </p>
        </>
      )}
    </Step>
  );
}

function whatIsWrong(typed: string, passphrase: Passphrase, words: Words): string | null {
  try {
    return readPassphrase(typed) === passphrase ? null : words.say("desk-passphrase-differs");
  } catch (error) {
    if (error instanceof PassphraseError) return passphraseInWords(error, words);
    throw error;
  }
}
