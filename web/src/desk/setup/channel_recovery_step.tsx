import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { isLastGroup, writeCode, type Code } from "../../sealing/code.ts";
import { asSecondFactor } from "../entry/open.ts";
import { Field } from "../parts/field.tsx";
import { KeepCode } from "../parts/keep_code.tsx";
import { Step, type StepProps } from "../parts/steps.tsx";
import { Wait } from "../parts/wait.tsx";
import { useWords } from "../words.ts";
import { asShort, faultsOfRecovery, type Faults, type Typed } from "./answers.ts";

/** The channel's recovery code, and the button that establishes the channel. */
export function ChannelRecoveryStep(
  props: Omit<StepProps, "title" | "children" | "onNext"> & {
    code: Code<"channel-recovery">;
    typed: Typed;
    onTyped: (part: Partial<Typed>) => void;
    /** Whether the server asks for digits from the phone. */
    needsCode: boolean;
    onNext: (code: string | null) => Promise<void>;
  },
): JSX.Element {
  const { say } = useWords();
  const [faults, setFaults] = useState<Faults>({});
  const [group, setGroup] = useState("");
  const [groupWrong, setGroupWrong] = useState<string | null>(null);
  const [digits, setDigits] = useState("");
  const [digitsWrong, setDigitsWrong] = useState<string | null>(null);
  const holder = asShort(props.typed.recoveryHolder);

  const next = async (): Promise<void> => {
    const found = faultsOfRecovery(props.typed);
    const isKept = isLastGroup("channel-recovery", writeCode(props.code), group);
    const code = asSecondFactor(digits);
    setFaults(found);
    setGroupWrong(isKept ? null : say("desk-last-group-wrong"));
    setDigitsWrong(!props.needsCode || code !== null ? null : say("desk-second-factor-form"));
    if (found.recoveryHolder !== undefined || !isKept || (props.needsCode && code === null)) return;
    await props.onNext(props.needsCode ? code : null);
  };
  return (
    <Step {...props} title={say("desk-channel-recovery")} next={say("desk-establish")} onNext={next}>
      <p>{say("desk-channel-recovery-why")}</p>
      <p>{say("desk-channel-recovery-where")}</p>
      <Field
        label={say("desk-recovery-holder")}
        hint={say("desk-recovery-holder-hint")}
        value={props.typed.recoveryHolder}
        error={faults.recoveryHolder === undefined ? null : say(faults.recoveryHolder)}
        spelling
        onValue={(recoveryHolder) => {
          props.onTyped({ recoveryHolder });
        }}
      />
      <KeepCode
        code={writeCode(props.code)}
        name="desk-channel-recovery"
        purpose={say("desk-channel-recovery-purpose", { channel: asShort(props.typed.swedish), holder })}
        file="sigill-channel-recovery.txt"
        typed={group}
        onTyped={setGroup}
        error={groupWrong}
      />
      {props.needsCode ? (
        <Field
          label={say("desk-second-factor")}
          hint={say("desk-second-factor-hint")}
          value={digits}
          onValue={setDigits}
          error={digitsWrong}
          inputMode="numeric"
          autoComplete="one-time-code"
          width="digits"
        />
      ) : null}
      {props.busy === true ? <Wait>{say("desk-establishing")}</Wait> : null}
    </Step>
  );
}
