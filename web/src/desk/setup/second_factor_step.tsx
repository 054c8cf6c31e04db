import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { isSecondFactorCode, secondFactorAddress, writeSecondFactor, type SecondFactor } from "../../sealing/second_factor.ts";
import { useDesk } from "../desk.ts";
import { asSecondFactor } from "../entry/open.ts";
import { CopyButton } from "../parts/copy_button.tsx";
import { Field } from "../parts/field.tsx";
import { Qr } from "../parts/qr.tsx";
import { Step, type StepProps } from "../parts/steps.tsx";
import { useWords } from "../words.ts";

/** Putting the second factor into an app, and seeing that the app took it. */
export function SecondFactorStep(
  props: Omit<StepProps, "title" | "children" | "onNext"> & {
    secret: SecondFactor;
    name: string;
    onNext: (code: string) => void | Promise<void>;
  },
): JSX.Element {
  const desk = useDesk();
  const { say } = useWords();
  const [code, setCode] = useState("");
  const [wrong, setWrong] = useState<string | null>(null);
  const address = secondFactorAddress(props.secret, say("desk-product"), props.name);
  const text = writeSecondFactor(props.secret);

  const next = async (): Promise<void> => {
    const digits = asSecondFactor(code);
    if (digits === null) {
      setWrong(say("desk-second-factor-form"));
    } else if (!isSecondFactorCode(props.secret, digits, desk.now())) {
      setWrong(say("desk-second-factor-differs"));
    } else {
      setWrong(null);
      await props.onNext(digits);
    }
  };

  return (
    <Step {...props} title={say("desk-second-factor-title")} onNext={next}>
      <p>{say("desk-second-factor-why")}</p>
      <div class="scan">
        <Qr text={address} label={say("desk-second-factor-qr")} />
        <div>
          <p>{say("desk-second-factor-scan")}</p>
          <p class="hint">{say("desk-second-factor-text")}</p>
          <p class="secret-text" translate={false}>
            {text.match(/.{1,4}/g)?.join(" ")}
          </p>
          <div class="row">
            <CopyButton text={text}>{say("desk-copy-text")}</CopyButton>
            <a class="button plain tiny" href={address}>
              {say("desk-second-factor-here")}
            </a>
          </div>
        </div>
      </div>
      <Field
        label={say("desk-second-factor")}
        hint={say("desk-second-factor-hint")}
        value={code}
        onValue={setCode}
        error={wrong}
        inputMode="numeric"
        autoComplete="one-time-code"
        width="digits"
      />
    </Step>
  );
}
