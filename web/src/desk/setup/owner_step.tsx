import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Step, type StepProps } from "../parts/steps.tsx";
import { useWords } from "../words.ts";
import { faultsOfOwner, type Faults, type Typed } from "./answers.ts";
import { NameFields } from "./name_fields.tsx";

/** What the owner is called: to reporters, and at sign-in. */
export function OwnerStep(
  props: Omit<StepProps, "title" | "children" | "onNext"> & {
    typed: Typed;
    onTyped: (part: Partial<Typed>) => void;
    onNext: () => void;
  },
): JSX.Element {
  const { say } = useWords();
  const [faults, setFaults] = useState<Faults>({});
  const next = (): void => {
    const found = faultsOfOwner(props.typed);
    setFaults(found);
    if (Object.keys(found).length === 0) props.onNext();
  };
  return (
    <Step {...props} title={say("desk-setup-owner")} onNext={next}>
      <p>{say("desk-setup-owner-why")}</p>
      <NameFields title={props.typed.title} name={props.typed.name} faults={faults} onTyped={props.onTyped} />
    </Step>
  );
}
