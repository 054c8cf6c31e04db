/** A note's words, with whom they mention marked. Never markup, never a link. */
import type { JSX } from "preact";
import type { MemberId } from "../../../sealing/id.ts";
import { useWords } from "../../words.ts";
import { noteParagraphs, type Mentionable } from "./mentions.ts";

/** The words, in their paragraphs. */
export function NoteText(props: { text: string; people: readonly Mentionable[]; me: MemberId }): JSX.Element {
  const { text, people, me } = props;
  const { say } = useWords();
  return (
    <div class="prose" dir="auto">
      {noteParagraphs(text, people).map((pieces, index) => (
        <p key={index}>
          {pieces.map((piece, at) => {
            if (piece.members.length === 0) return piece.text;
            const isMe = piece.members.includes(me);
            return (
              <span key={at} class={isMe ? "mention me" : "mention"}>
                {piece.text}
                {isMe ? <span class="unseen"> ({say("mentions-you")})</span> : null}
              </span>
            );
          })}
        </p>
      ))}
    </div>
  );
}
