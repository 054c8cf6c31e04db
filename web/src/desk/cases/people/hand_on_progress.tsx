/** How far the handing on has come, and what was not handed on. */
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { useDesk } from "../../desk.ts";
import { Notice } from "../../parts/notice.tsx";
import { useWords, type Words } from "../../words.ts";
import { outcomeInWords } from "../composer.tsx";
import { useCases } from "../context.ts";
import type { Handing, Kept } from "./handing_on.ts";
import { unchangedInWords } from "./in_words.ts";

/** What there is to say; nothing before it has begun. */
export function HandOnProgress(): JSX.Element | null {
  const { cases, handingOn } = useCases();
  const { announcer } = useDesk();
  const words = useWords();
  const { say, number } = words;
  const handing = handingOn.handing.value;
  const verdict = verdictOn(handing, words);
  useEffect(() => {
    if (verdict !== null) announcer.say(verdict);
  }, [verdict, announcer]);
  if (handing.is === "idle") return null;
  if (handing.is === "running") {
    return (
      <section class="hand-on-progress">
        <progress value={handing.done} max={handing.of} aria-label={say("people-hand-on-title")} />
        <p>{say("people-hand-on-at", { done: number(handing.done), of: number(handing.of) })}</p>
        <button
          type="button"
          class="button plain tiny"
          onClick={() => {
            handingOn.stop();
          }}
        >
          {say("people-hand-on-stop")}
        </button>
      </section>
    );
  }
  if (handing.is === "broken") {
    return (
      <Notice tone="warning">
        <p>{verdict}</p>
      </Notice>
    );
  }
  return (
    <Notice>
      <p>{verdict}</p>
      {handing.kept.size === 0 ? null : (
        <>
          <p>{say("people-hand-on-kept")}</p>
          <ul>
            {[...handing.kept].map(([row, kept]) => {
              const view = cases.rows.value.get(row)?.view ?? null;
              return (
                <li key={row}>
                  {view === null ? null : (
                    <>
                      <span class="case-reference">{view.reference}</span> {view.title}:{" "}
                    </>
                  )}
                  {keptInWords(kept, words)}
                </li>
              );
            })}
          </ul>
        </>
      )}
    </Notice>
  );
}

function verdictOn(handing: Handing, { say, number }: Words): string | null {
  switch (handing.is) {
    case "idle":
    case "running":
      return null;
    case "broken":
      return say("people-hand-on-broken", { done: number(handing.done), left: number(handing.left) });
    case "over":
      return [
        handing.left === 0
          ? say("people-hand-on-over", { done: handing.done })
          : say("people-hand-on-stopped", { done: number(handing.done), left: number(handing.left) }),
        ...(handing.gone === 0 ? [] : [say("people-hand-on-gone", { count: handing.gone })]),
      ].join(" ");
  }
}

function keptInWords(kept: Kept, words: Words): string {
  return kept.by === "note" ? outcomeInWords(kept.outcome, words) : unchangedInWords(kept.because, words);
}
