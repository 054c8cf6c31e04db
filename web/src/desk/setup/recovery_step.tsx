import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";
import { isLastGroup, writeCode, type Code } from "../../sealing/code.ts";
import { KeepCode } from "../parts/keep_code.tsx";
import { Step, type StepProps } from "../parts/steps.tsx";
import { useWords } from "../words.ts";

/** The member's own recovery code: shown, kept, and its last group typed. */
export function RecoveryStep(
  props: Omit<StepProps, "title" | "children" | "onNext"> & {
    code: Code<"vault-recovery">;
    name: string;
    onNext: () => void | Promise<void>;
    /** What stands below the code. */
    children?: ComponentChildren;
  },
): JSX.Element {
  const { say } = useWords();
  const [typed, setTyped] = useState("");
  const [wrong, setWrong] = useState<string | null>(null);
  const next = async (): Promise<void> => {
    const isKept = isLastGroup("vault-recovery", writeCode(props.code), typed);
    setWrong(isKept ? null : say("desk-last-group-wrong"));
    if (isKept) await props.onNext();
  };
  return (
    <Step {...props} title={say("desk-recovery")} onNext={next}>
      <p>{say("desk-recovery-why")}</p>
      <KeepCode
        code={writeCode(props.code)}
        name="desk-recovery"
        purpose={say("desk-recovery-purpose", { name: props.name })}
        file="sigill-recovery.txt"
        typed={typed}
        onTyped={setTyped}
        error={wrong}
      />
      {props.children}
    </Step>
  );
}
