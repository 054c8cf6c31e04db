import type { JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { CodeError, readCode } from "../../sealing/code.ts";
import type { InvitationCode } from "../../sealing/invitation.ts";
import { ApiError } from "../api.ts";
import { findInvitation, type FoundInvitation } from "../api/invitation.ts";
import { useDesk } from "../desk.ts";
import { asName, asSecondFactor } from "../entry/open.ts";
import { Field } from "../parts/field.tsx";
import { Form } from "../parts/form.tsx";
import { Heading } from "../parts/heading.tsx";
import { placeOfStep, Step, type StepPlace } from "../parts/steps.tsx";
import { Wait } from "../parts/wait.tsx";
import { codeInWords, inWords } from "../problem.ts";
import { faultsOfName, type Faults } from "../setup/answers.ts";
import { NameFields } from "../setup/name_fields.tsx";
import { isUsedUp, isWithoutAnswer } from "../setup/first_try.ts";
import { newMember, type SealedVault } from "../setup/new_member.ts";
import { Once } from "../setup/once.ts";
import { PassphraseStep } from "../setup/passphrase_step.tsx";
import { RecoveryStep } from "../setup/recovery_step.tsx";
import { SecondFactorStep } from "../setup/second_factor_step.tsx";
import { useLeavingQuestion } from "../setup/setup_page.tsx";
import { useWords, type Words } from "../words.ts";
import { join } from "./join.ts";

const STEPS = 4;

/** Opening an invitation: from a link, or by typing its code. */
export function JoinPage({ brought }: { brought: string }): JSX.Element {
  const desk = useDesk();
  const words = useWords();
  const { say } = words;
  const [typed, setTyped] = useState(brought);
  const [wrong, setWrong] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [opened, setOpened] = useState<{ code: InvitationCode; found: FoundInvitation } | null>(null);

  const open = async (): Promise<void> => {
    setWrong(null);
    setBusy(true);
    try {
      const code = readCode("invitation", typed);
      setOpened({ code, found: await findInvitation(desk.api, code) });
    } catch (error) {
      setWrong(error instanceof CodeError ? codeInWords(error, words) : invitationInWords(error, words));
    } finally {
      setBusy(false);
    }
  };
  useEffect(() => {
    if (brought !== "") void open();
  }, []);

  if (opened !== null) return <Joining code={opened.code} found={opened.found} />;
  return (
    <div class="entry">
      <Heading title={say("desk-join")}>{say("desk-join")}</Heading>
      <p>{say("desk-join-why")}</p>
      <Form onSubmit={open}>
        <Field label={say("desk-invitation-code")} value={typed} onValue={setTyped} error={wrong} />
        <div class="row">
          <button type="submit" class="button" aria-disabled={isBusy}>
            {say("desk-join-open")}
          </button>
          <button
            type="button"
            class="button quiet"
            onClick={() => {
              desk.arrival.value = null;
            }}
          >
            {say("desk-to-sign-in")}
          </button>
        </div>
        {isBusy ? <Wait>{say("desk-join-opening")}</Wait> : null}
      </Form>
    </div>
  );
}

/** The steps of somebody who joins. */
function Joining({ code, found }: { code: InvitationCode; found: FoundInvitation }): JSX.Element {
  const desk = useDesk();
  const words = useWords();
  const { say } = words;
  const [step, setStep] = useState(1);
  const [name, setName] = useState("");
  const [faults, setFaults] = useState<Faults>({});
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [clock, setClock] = useState<{ typed: string } | null>(null);
  const member = useMemo(newMember, []);
  const first = useMemo(() => new Once<SealedVault>(), []);
  // The name that a try without an answer sent.
  const [unanswered, setUnanswered] = useState<string | null>(null);
  useLeavingQuestion(step > 1);

  const finish = async (): Promise<void> => {
    const own = clock === null ? null : asSecondFactor(clock.typed);
    if (clock !== null && own === null) {
      setProblem(say("desk-second-factor-form"));
      return;
    }
    setBusy(true);
    setProblem(null);
    try {
      await join(desk, code, found, member, asName(name), own, first);
      desk.arrival.value = null;
    } catch (error) {
      const isCode = error instanceof ApiError && error.kind === "problem-not-authenticated";
      if (isCode) setClock({ typed: "" });
      if (isWithoutAnswer(error)) setUnanswered(asName(name));
      setProblem(isCode ? say("desk-setup-clock") : joiningInWords(error));
    } finally {
      setBusy(false);
    }
  };
  const joiningInWords = (error: unknown): string => {
    if (error instanceof ApiError && error.kind === "problem-conflict") return say("desk-name-taken");
    return unanswered !== null && isUsedUp(error)
      ? say("desk-first-try-arrived", { name: unanswered })
      : inWords(error, words);
  };
  const at = (number: number): StepPlace =>
    placeOfStep(number, STEPS, () => {
      setProblem(null);
      setStep(number - 1);
    });

  switch (step) {
    case 1:
      return (
        <Step
          key={1}
          {...at(1)}
          title={say("desk-join-welcome")}
          onNext={() => {
            const wrong = faultsOfName(name);
            setFaults(wrong);
            if (wrong.name === undefined) setStep(2);
          }}
        >
          <p>{say(found.role === "handler" ? "desk-join-as-handler" : "desk-join-as-deputy", { address: found.address })}</p>
          <p>{say("desk-join-title", { title: found.title })}</p>
          <p>{say("desk-join-keys")}</p>
          <NameFields
            title={null}
            name={name}
            faults={faults}
            onTyped={(part) => {
              if (part.name !== undefined) setName(part.name);
            }}
          />
        </Step>
      );
    case 2:
      return (
        <PassphraseStep
          key={2}
          {...at(2)}
          passphrase={member.passphrase}
          onNext={() => {
            setStep(3);
          }}
        />
      );
    case 3:
      return (
        <SecondFactorStep
          key={3}
          {...at(3)}
          secret={member.secondFactor}
          name={asName(name)}
          onNext={() => {
            setStep(4);
          }}
        />
      );
    default:
      return (
        <RecoveryStep
          key={4}
          {...at(4)}
          code={member.recovery}
          name={asName(name)}
          next={say("desk-join-send")}
          busy={isBusy}
          problem={problem}
          onNext={finish}
        >
          {clock === null ? null : (
            <Field
              label={say("desk-second-factor")}
              hint={say("desk-second-factor-hint")}
              value={clock.typed}
              onValue={(typed) => {
                setClock({ typed });
              }}
              inputMode="numeric"
              autoComplete="one-time-code"
              width="digits"
            />
          )}
          {isBusy ? <Wait>{say("desk-join-sending")}</Wait> : null}
        </RecoveryStep>
      );
  }
}

function invitationInWords(error: unknown, words: Words): string {
  const isGone =
    error instanceof ApiError &&
    ["problem-not-found", "problem-expired", "problem-not-authenticated"].includes(error.kind);
  return isGone ? words.say("desk-invitation-gone") : inWords(error, words);
}
