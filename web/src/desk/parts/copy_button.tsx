import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useDesk } from "../desk.ts";
import { useWords, type Phrase } from "../words.ts";

/** Copies a text, and says beside the button whether that went well. */
export function CopyButton({ text, children }: { text: string; children: string }): JSX.Element {
  const desk = useDesk();
  const { say } = useWords();
  const [told, setTold] = useState<Phrase | null>(null);
  const tell = (phrase: "desk-copied" | "desk-not-copied"): void => {
    setTold(phrase);
    desk.announcer.say(say(phrase));
  };
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      tell("desk-copied");
    } catch {
      // Forbidden by the browser: the text stands on the page, to be marked and copied.
      tell("desk-not-copied");
    }
  };
  return (
    <span class="copy">
      <button type="button" class="button plain tiny" onClick={() => void copy()}>
        {children}
      </button>
      {told === null ? null : <span class="quiet small"> {say(told)}</span>}
    </span>
  );
}
