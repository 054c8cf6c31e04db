import type { JSX } from "preact";
import { useDesk } from "../desk.ts";
import { useWords } from "../words.ts";

/** Copies a text, and says so. */
export function CopyButton({ text, children }: { text: string; children: string }): JSX.Element {
  const desk = useDesk();
  const { say } = useWords();
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      desk.announcer.say(say("desk-copied"));
    } catch {
      // Forbidden by the browser: the text stands on the page, to be marked and copied.
      desk.announcer.say(say("desk-not-copied"));
    }
  };
  return (
    <button type="button" class="button plain tiny" onClick={() => void copy()}>
      {children}
    </button>
  );
}
