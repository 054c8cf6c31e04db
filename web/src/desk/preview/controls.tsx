import type { JSX } from "preact";
import { useWords } from "../words.ts";
import type { Stage, Viewing } from "./viewing.ts";

/** Turns pages, and changes the size of what is shown; nothing for what has neither. */
export function Controls(props: {
  stage: Extract<Stage, { at: "shown" }>;
  viewing: { readonly current: Viewing | null };
}): JSX.Element | null {
  const { say, number } = useWords();
  const { what, page, isBusy } = props.stage;
  const at = props.viewing.current;
  if (at === null || (what.said !== "image" && what.said !== "document")) return null;
  return (
    <div class="controls" aria-busy={isBusy}>
      {what.said === "document" && what.pages > 1 ? (
        <div role="group" aria-label={say("preview-pages")}>
          <Press name={say("preview-page-before")} sign="‹" isOff={page === 1} onPress={() => {
            at.turnTo(page - 1);
          }} />
          <span role="status">{say("preview-page", { page: number(page), pages: number(what.pages) })}</span>
          <Press name={say("preview-page-after")} sign="›" isOff={page === what.shown} onPress={() => {
            at.turnTo(page + 1);
          }} />
        </div>
      ) : null}
      <div role="group" aria-label={say("preview-size")}>
        <Press name={say("preview-smaller")} sign="−" onPress={() => {
            at.change({ ask: "size", size: "smaller" });
          }} />
        <Press name={say("preview-larger")} sign="+" onPress={() => {
            at.change({ ask: "size", size: "larger" });
          }} />
        <Press name={say("preview-fit")} onPress={() => {
            at.change({ ask: "size", size: "fit" });
          }} />
        <Press name={say("preview-whole-size")} onPress={() => {
            at.change({ ask: "size", size: "whole" });
          }} />
        <Press name={say("preview-turn")} onPress={() => {
            at.change({ ask: "turn" });
          }} />
      </div>
    </div>
  );
}

/** A button with a name, or with a sign whose name is heard. One that is off stays where the focus is. */
function Press(props: { name: string; sign?: string; isOff?: boolean; onPress: () => void }): JSX.Element {
  return (
    <button
      type="button"
      class="button plain tiny"
      aria-label={props.sign === undefined ? undefined : props.name}
      title={props.sign === undefined ? undefined : props.name}
      aria-disabled={props.isOff}
      onClick={() => {
        if (props.isOff !== true) props.onPress();
      }}
    >
      {props.sign ?? props.name}
    </button>
  );
}
