import type { JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { newCode } from "../../sealing/code.ts";
import { newPassphrase } from "../../sealing/passphrase.ts";
import { newSecondFactor } from "../../sealing/second_factor.ts";
import { useDesk } from "../desk.ts";
import type { Member } from "../session.ts";
import { PassphraseStep } from "../setup/passphrase_step.tsx";
import { RecoveryStep } from "../setup/recovery_step.tsx";
import { SecondFactorStep } from "../setup/second_factor_step.tsx";
import { isWithoutAnswer } from "../setup/first_try.ts";
import type { SealedVault } from "../setup/new_member.ts";
import { Once } from "../setup/once.ts";
import { useWords } from "../words.ts";
import { changeSecondFactor, changeWays, type Change, type Prover } from "./change.ts";
import { changeInWords } from "./change_words.ts";

/** The steps of a change, from an old way in to new ones. */
export function ChangePage(props: {
  change: Change;
  member: Member;
  prover: Prover;
  /** Where to go from the first step; null where the change must be made. */
  onCancel: (() => void) | null;
  onDone: () => void;
}): JSX.Element {
  const desk = useDesk();
  const words = useWords();
  const { say } = words;
  const { change, member, prover } = props;
  const [isPassphraseKept, setPassphraseKept] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  // Whether a try may have been made though its answer is lost.
  const [wasUnknown, setUnknown] = useState(false);
  // Made once: trying again asks for the very same.
  const made = useMemo(
    () => ({
      passphrase: newPassphrase(),
      recovery: newCode("vault-recovery"),
      secondFactor: newSecondFactor(),
      kept: new Once<SealedVault>(),
    }),
    [],
  );
  useEffect(
    () => () => {
      prover.key.wipe();
      made.recovery.wipe();
      made.secondFactor.wipe();
    },
    [],
  );

  const finish = async (deed: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      await deed();
      desk.announcer.say(say("desk-changed"));
      props.onDone();
    } catch (error) {
      const isUnknown = wasUnknown || isWithoutAnswer(error);
      setUnknown(isUnknown);
      setProblem(changeInWords(change, error, isUnknown, words));
      setBusy(false);
    }
  };

  if (change === "second-factor") {
    return (
      <SecondFactorStep
        number={1}
        of={1}
        onBack={props.onCancel}
        next={say("desk-change")}
        busy={isBusy}
        problem={problem}
        secret={made.secondFactor}
        name={member.name}
        onNext={(code) => finish(() => changeSecondFactor(desk, member, prover, made.secondFactor, code))}
      />
    );
  }
  const steps = change === "ways" ? 2 : 1;
  if (change === "ways" && !isPassphraseKept) {
    return (
      <PassphraseStep
        number={1}
        of={steps}
        onBack={props.onCancel}
        passphrase={made.passphrase}
        onNext={() => {
          setPassphraseKept(true);
        }}
      />
    );
  }
  return (
    <RecoveryStep
      number={steps}
      of={steps}
      onBack={
        change === "ways"
          ? () => {
              setPassphraseKept(false);
            }
          : props.onCancel
      }
      next={say("desk-change")}
      busy={isBusy}
      problem={problem}
      code={made.recovery}
      name={member.name}
      onNext={() =>
        finish(() =>
          changeWays(desk, member, prover, change === "ways" ? made.passphrase : null, made.recovery, made.kept),
        )
      }
    />
  );
}
