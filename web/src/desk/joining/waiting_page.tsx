import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { OpenInvitation, Vault } from "../../sealing/vault.ts";
import { ApiError } from "../api.ts";
import { signOut } from "../begin.ts";
import { useDesk } from "../desk.ts";
import { CodeText } from "../parts/code_text.tsx";
import { Heading } from "../parts/heading.tsx";
import { Notice } from "../parts/notice.tsx";
import { inWords } from "../problem.ts";
import { useWords } from "../words.ts";
import { fingerprintOfOwn, lookForWelcome } from "./join.ts";

/** Milliseconds between two looks for the owner's answer. */
const REFRESH = 10_000;

/** What a new member sees until the owner has let them in: the fingerprint that both compare. */
export function WaitingPage({ vault, invitation }: { vault: Vault; invitation: OpenInvitation }): JSX.Element {
  const desk = useDesk();
  const words = useWords();
  const { say } = words;
  const [problem, setProblem] = useState<string | null>(null);
  const [isGone, setGone] = useState(false);
  const look = async (): Promise<void> => {
    try {
      const welcome = await lookForWelcome(desk, invitation);
      setProblem(welcome === "foreign" ? say("desk-welcome-foreign") : null);
      if (welcome === "let-in") desk.announcer.say(say("desk-welcome"));
    } catch (error) {
      if (isOver(error)) setGone(true);
      else setProblem(inWords(error, words));
    }
  };
  useEffect(() => {
    if (isGone) return;
    void look();
    const timer = setInterval(() => void look(), REFRESH);
    return () => {
      clearInterval(timer);
    };
  }, [invitation, isGone]);
  if (isGone) {
    return (
      <div class="entry wide">
        <Heading title={say("desk-invitation-over")}>{say("desk-invitation-over")}</Heading>
        <p>{say("desk-waiting-gone")}</p>
        <button type="button" class="button" onClick={() => void signOut(desk)}>
          {say("desk-sign-out")}
        </button>
      </div>
    );
  }
  return (
    <div class="entry wide">
      <Heading title={say("desk-waiting")}>{say("desk-waiting")}</Heading>
      {problem === null ? null : <Notice tone="alarm">{problem}</Notice>}
      <p>{say("desk-waiting-why")}</p>
      <h2>{say("desk-join-fingerprint")}</h2>
      <CodeText code={fingerprintOfOwn(vault, invitation)} label={say("desk-join-fingerprint")} />
      <p>{say("desk-waiting-compare")}</p>
      <button type="button" class="button plain" onClick={() => void look()}>
        {say("desk-waiting-look")}
      </button>
    </div>
  );
}

/** Whether the invitation is good no longer: withdrawn, or too old. */
function isOver(error: unknown): boolean {
  return error instanceof ApiError && (error.kind === "problem-not-found" || error.kind === "problem-expired");
}
