import type { JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { ApiError } from "../api.ts";
import { useDesk } from "../desk.ts";
import { Heading } from "../parts/heading.tsx";
import { placeOfStep, type StepPlace } from "../parts/steps.tsx";
import { Wait } from "../parts/wait.tsx";
import { inWords } from "../problem.ts";
import { useWords } from "../words.ts";
import { asAnswers, NOTHING_TYPED, type Typed } from "./answers.ts";
import { ChannelStep } from "./channel_step.tsx";
import { ChannelRecoveryStep } from "./channel_recovery_step.tsx";
import { checkSetup, establish, newEstablishing } from "./establish.ts";
import { isUsedUp, isWithoutAnswer } from "./first_try.ts";
import { OwnerStep } from "./owner_step.tsx";
import { PassphraseStep } from "./passphrase_step.tsx";
import { RecoveryStep } from "./recovery_step.tsx";
import { SecondFactorStep } from "./second_factor_step.tsx";

const STEPS = 6;

/** What is known of the set-up link. */
type Link = "unchecked" | "good" | "used-up" | { readonly problem: unknown };

/** The first run: a channel is established, and its owner made, in this browser. */
export function SetupPage({ secret }: { secret: string }): JSX.Element {
  const desk = useDesk();
  const words = useWords();
  const { say } = words;
  const [link, setLink] = useState<Link>("unchecked");
  const [step, setStep] = useState(1);
  const [typed, setTyped] = useState<Typed>(NOTHING_TYPED);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  // The clock of this computer is wrong: the server takes only what the phone shows.
  const [needsCode, setNeedsCode] = useState(false);
  // Made once: going back shows the same passphrase and the same codes, and trying again sends the same keys.
  const made = useMemo(newEstablishing, []);
  // The name that a try without an answer sent.
  const [unanswered, setUnanswered] = useState<string | null>(null);

  const check = async (): Promise<void> => {
    setLink("unchecked");
    try {
      await checkSetup(desk.api, secret);
      setLink("good");
    } catch (error) {
      setLink(isUsedUp(error) ? "used-up" : { problem: error });
    }
  };
  useEffect(() => {
    void check();
  }, []);
  useLeavingQuestion(step > 1);

  const finish = async (code: string | null): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      await establish(desk, secret, made, asAnswers(typed), code);
      desk.arrival.value = null;
      desk.router.go({ at: "share", channel: made.channel });
    } catch (error) {
      const isCode = error instanceof ApiError && error.kind === "problem-not-authenticated";
      setNeedsCode(isCode || needsCode);
      if (isWithoutAnswer(error)) setUnanswered(asAnswers(typed).name);
      setProblem(isCode ? say("desk-setup-clock") : setupProblem(error));
    } finally {
      setBusy(false);
    }
  };
  const setupProblem = (error: unknown): string => {
    if (unanswered !== null && isUsedUp(error)) return say("desk-first-try-arrived", { name: unanswered });
    if (!(error instanceof ApiError) || error.kind !== "problem-conflict") return inWords(error, words);
    return say("desk-setup-taken");
  };

  if (link === "unchecked") return <Wait>{say("desk-setup-checking")}</Wait>;
  if (link !== "good") return <LinkProblem link={link} onAgain={() => void check()} />;

  const at = (number: number): StepPlace =>
    placeOfStep(number, STEPS, () => {
      setProblem(null);
      setStep(number - 1);
    });
  const go = (number: number) => (): void => {
    setStep(number);
  };
  const change = (part: Partial<Typed>): void => {
    setTyped((before) => ({ ...before, ...part }));
  };
  switch (step) {
    case 1:
      return <ChannelStep key={1} {...at(1)} typed={typed} onTyped={change} onNext={go(2)} />;
    case 2:
      return <OwnerStep key={2} {...at(2)} typed={typed} onTyped={change} onNext={go(3)} />;
    case 3:
      return <PassphraseStep key={3} {...at(3)} passphrase={made.member.passphrase} onNext={go(4)} />;
    case 4:
      return (
        <SecondFactorStep
          key={4}
          {...at(4)}
          secret={made.member.secondFactor}
          name={asAnswers(typed).name}
          onNext={go(5)}
        />
      );
    case 5:
      return <RecoveryStep key={5} {...at(5)} code={made.member.recovery} name={asAnswers(typed).name} onNext={go(6)} />;
    default:
      return (
        <ChannelRecoveryStep
          key={6}
          {...at(6)}
          code={made.recovery}
          typed={typed}
          onTyped={change}
          onNext={finish}
          needsCode={needsCode}
          busy={isBusy}
          problem={problem}
        />
      );
  }
}

function LinkProblem({ link, onAgain }: { link: Exclude<Link, "unchecked" | "good">; onAgain: () => void }): JSX.Element {
  const words = useWords();
  const { say } = words;
  const title = say("desk-setup-no-link");
  return (
    <div class="entry">
      <Heading title={title}>{title}</Heading>
      {link === "used-up" ? (
        <>
          <p>{say("desk-setup-used-up")}</p>
          <p class="command" translate={false}>
            sigill init
          </p>
        </>
      ) : (
        <>
          <p>{inWords(link.problem, words)}</p>
          <button type="button" class="button" onClick={onAgain}>
            {say("desk-again")}
          </button>
        </>
      )}
    </div>
  );
}

/** Asks before the page is left, while what it made exists nowhere else. */
export function useLeavingQuestion(isOn: boolean): void {
  useEffect(() => {
    if (!isOn) return;
    const ask = (event: BeforeUnloadEvent): void => {
      event.preventDefault();
    };
    addEventListener("beforeunload", ask);
    return () => {
      removeEventListener("beforeunload", ask);
    };
  }, [isOn]);
}
