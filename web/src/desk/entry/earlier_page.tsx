import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { signOut } from "../begin.ts";
import { useDesk } from "../desk.ts";
import { Heading } from "../parts/heading.tsx";
import { Notice } from "../parts/notice.tsx";
import { inWords } from "../problem.ts";
import { useWords } from "../words.ts";
import { letGo, putBack, type EarlierVault } from "./earlier.ts";

/** The newest vault does not open, an earlier one does: what that means, and what the member may do. */
export function EarlierPage({ earlier }: { earlier: EarlierVault }): JSX.Element {
  const desk = useDesk();
  const words = useWords();
  const { say } = words;
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  const open = async (): Promise<void> => {
    setBusy(true);
    try {
      await putBack(desk, earlier);
    } catch (error) {
      const told = inWords(error, words);
      setProblem(told);
      // This page may be gone by then.
      desk.announcer.interrupt(told);
    } finally {
      setBusy(false);
    }
  };
  const leave = async (): Promise<void> => {
    letGo(desk);
    await signOut(desk);
  };

  return (
    <div class="entry">
      <Heading title={say("desk-earlier-title")}>{say("desk-earlier-title")}</Heading>
      {problem === null ? null : <Notice tone="alarm">{problem}</Notice>}
      <p>{say("desk-earlier-what")}</p>
      <Notice tone="warning">{say("desk-earlier-missing")}</Notice>
      <div class="row">
        <button type="button" class="button" aria-disabled={isBusy} onClick={() => void (isBusy ? null : open())}>
          {say("desk-earlier-open")}
        </button>
        <button type="button" class="button plain" onClick={() => void leave()}>
          {say("desk-sign-out")}
        </button>
      </div>
    </div>
  );
}
