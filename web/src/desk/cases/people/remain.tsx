/** Before a change: who can open the case after it, and to whom it falls where no handler is left. */
import type { JSX } from "preact";
import { useWords } from "../../words.ts";
import type { Channel } from "../channel.ts";
import { namesInWords } from "./in_words.ts";
import type { Remaining } from "./remaining.ts";

/** A paragraph, or two. */
export function Remain({ left, channel }: { left: Remaining; channel: Channel }): JSX.Element {
  const words = useWords();
  const { say } = words;
  if (left.holders.length === 0) return <p class="warn">{say("people-aside-nobody")}</p>;
  const names = namesInWords(left.holders, channel, words);
  if (left.isRecoveryAlone) return <p class="warn">{say("people-remain-recovery", { names })}</p>;
  return (
    <>
      {left.fallBack.length === 0 ? null : (
        <p class="warn">{say("people-remain-deputies", { names: namesInWords(left.fallBack, channel, words) })}</p>
      )}
      <p>{say("people-remain", { names })}</p>
    </>
  );
}
