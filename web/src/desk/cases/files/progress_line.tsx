/** How far a file is: a bar, the amount, and how long it will take yet. */
import type { JSX } from "preact";
import { bytesInWords } from "../../../files/amount.ts";
import type { Progress } from "../../../files/port.ts";
import { timeLeft, type TimeLeft } from "../../../files/time_left.ts";
import { useWords, type Words } from "../../words.ts";

/** The line of one file; `size` is the plain file's, which is what people know. */
export function ProgressLine({ label, progress, size }: { label: string; progress: Progress | null; size: number }): JSX.Element {
  const words = useWords();
  const part = progress === null || progress.total === 0 ? 0 : Math.min(1, progress.sent / progress.total);
  return (
    <div class="file-progress">
      <progress max={1} value={part} aria-label={label} />
      <span>{progressInWords(progress, part, size, words)}</span>
    </div>
  );
}

function progressInWords(progress: Progress | null, part: number, size: number, words: Words): string {
  const { say } = words;
  if (progress === null || progress.state === "waiting") return say("desk-file-waiting");
  if (progress.state === "offline") return say("desk-file-offline");
  const amount = say("desk-file-amount", {
    done: bytesInWords(Math.round(part * size), words),
    whole: bytesInWords(size, words),
  });
  if (progress.state === "paused") return `${say("desk-file-paused")} · ${amount}`;
  const { secondsLeft } = progress;
  if (secondsLeft === null) return amount;
  const { unit, count } = timeLeft(secondsLeft);
  return `${amount} · ${say(LEFT_WORDS[unit], { count })}`;
}

const LEFT_WORDS = {
  seconds: "desk-file-seconds-left",
  minutes: "desk-file-minutes-left",
  hours: "desk-file-hours-left",
} as const satisfies Record<TimeLeft["unit"], string>;
