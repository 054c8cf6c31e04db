/** A letter whose passages are masked: by selecting them, or word by word with the keyboard. */
import type { JSX } from "preact";
import { useId, useState } from "preact/hooks";
import { useWords } from "../../words.ts";
import { groundInWords, isMasked, wordsIn, type Marks } from "./masking.ts";
import { headingKey, textsOf, type Piece } from "./pieces.ts";

/** Masks, or lays bare, a passage of a paragraph. */
export type Masking = (paragraph: string, from: number, to: number) => void;

/** The letter, with whether it goes along. */
export function MarkingText(props: {
  piece: Piece;
  isPicked: boolean;
  marks: ReadonlyMap<string, Marks>;
  disabled: boolean;
  onPick: (isPicked: boolean) => void;
  onMask: Masking;
  onBare: (paragraph: string, at: number) => void;
}): JSX.Element {
  const { piece, isPicked, marks, disabled, onPick } = props;
  return (
    <section class="marking" aria-label={piece.heading}>
      <label class="check">
        <input
          type="checkbox"
          checked={isPicked}
          disabled={disabled}
          onChange={({ currentTarget }) => {
            onPick(currentTarget.checked);
          }}
        />
        <b>{piece.heading}</b>
      </label>
      {isPicked
        ? textsOf([piece]).map(([name, text]) => (
            <Paragraph key={name} {...props} name={name} text={text} own={marks.get(name) ?? []} isHeading={name === headingKey(piece)} />
          ))
        : null}
    </section>
  );
}

function Paragraph(props: {
  name: string;
  text: string;
  own: Marks;
  isHeading: boolean;
  disabled: boolean;
  onMask: Masking;
  onBare: (paragraph: string, at: number) => void;
}) {
  const { name, text, own, isHeading, disabled, onMask, onBare } = props;
  const words = useWords();
  const { say } = words;
  const [isOpen, setOpen] = useState(false);
  const region = useId();
  return (
    <div class="marking-paragraph">
      <p data-paragraph={name} class={isHeading ? "marking-heading" : undefined} dir="auto">
        {pieces(text, own).map(({ at, said, ground }) =>
          ground === null ? (
            <span key={at}>{said}</span>
          ) : (
            <mark key={at} title={ground}>
              {said}
            </mark>
          ),
        )}
      </p>
      <div class="row">
        <button
          type="button"
          class="button plain tiny"
          disabled={disabled}
          onClick={() => {
            onMask(name, 0, text.length);
          }}
        >
          {say(isHeading ? "export-mask-heading" : "export-mask-paragraph")}
        </button>
        <button
          type="button"
          class="button plain tiny"
          aria-expanded={isOpen}
          aria-controls={region}
          onClick={() => {
            setOpen(!isOpen);
          }}
        >
          {say("export-mask-words")}
        </button>
        {own.map((mark) => (
          <button
            key={mark.from}
            type="button"
            class="button quiet tiny"
            disabled={disabled}
            onClick={() => {
              onBare(name, mark.from);
            }}
          >
            {say("export-mask-undo", { words: text.slice(mark.from, mark.to), ground: groundInWords(mark.ground, words) })}
          </button>
        ))}
      </div>
      <div id={region} class="marking-words" role="group" aria-label={say("export-mask-words-group")} hidden={!isOpen}>
        {isOpen
          ? wordsIn(text).map((word) => {
              const isPressed = isMasked(own, word.from, word.to);
              return (
                <button
                  key={word.from}
                  type="button"
                  class="chip"
                  aria-pressed={isPressed}
                  disabled={disabled}
                  onClick={() => {
                    if (isPressed) onBare(name, word.from);
                    else onMask(name, word.from, word.to);
                  }}
                >
                  {word.text}
                </button>
              );
            })
          : null}
      </div>
    </div>
  );

  function pieces(whole: string, all: Marks): readonly { readonly at: number; readonly said: string; readonly ground: string | null }[] {
    const cut: { at: number; said: string; ground: string | null }[] = [];
    let at = 0;
    for (const { from, to, ground } of all) {
      if (from > at) cut.push({ at, said: whole.slice(at, from), ground: null });
      cut.push({ at: from, said: whole.slice(from, to), ground: groundInWords(ground, words) });
      at = to;
    }
    if (at < whole.length) cut.push({ at, said: whole.slice(at), ground: null });
    return cut;
  }
}

/** The passages of paragraphs that are selected on the page, each within its own. */
export function selectedPassages(selection: Selection | null): readonly { readonly paragraph: string; readonly from: number; readonly to: number }[] {
  if (selection === null || selection.rangeCount === 0 || selection.isCollapsed) return [];
  const range = selection.getRangeAt(0);
  return [...document.querySelectorAll<HTMLElement>("[data-paragraph]")].flatMap((element) => {
    if (!range.intersectsNode(element)) return [];
    const before = document.createRange();
    before.selectNodeContents(element);
    const whole = before.toString().length;
    const isFrom = element.contains(range.startContainer);
    const isTo = element.contains(range.endContainer);
    let from = 0;
    let to = whole;
    if (isFrom) {
      before.setEnd(range.startContainer, range.startOffset);
      from = before.toString().length;
    }
    if (isTo) {
      before.selectNodeContents(element);
      before.setEnd(range.endContainer, range.endOffset);
      to = before.toString().length;
    }
    const paragraph = element.dataset["paragraph"] ?? "";
    return from < to ? [{ paragraph, from, to }] : [];
  });
}
