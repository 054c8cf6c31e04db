import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { OpenInvitation, Vault } from "../../sealing/vault.ts";
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
  const look = async (): Promise<void> => {
    try {
      const welcome = await lookForWelcome(desk, invitation);
      setProblem(welcome === "foreign" ? say("desk-welcome-foreign") : null);
      if (welcome === "let-in") desk.announcer.say(say("desk-welcome"));
    } catch (error) {
      setProblem(inWords(error, words));
    }
  };
  useEffect(() => {
    void look();
    const timer = setInterval(() => void look(), REFRESH);
    return () => {
      clearInterval(timer);
    };
  }, [invitation]);
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
