/** In the box: a template, chosen, looked at and inserted. */
import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import { useDesk } from "../../desk.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { Form } from "../../parts/form.tsx";
import { useShortcuts } from "../../parts/keys.ts";
import { localeOf, LOCALES, useWords, Words, type Locale, type Phrase } from "../../words.ts";
import { beginWriting } from "../composer.tsx";
import { useCases } from "../context.ts";
import { languageOf, type Correspondence } from "../correspondence.ts";
import type { Shown } from "../current.ts";
import type { DraftKind } from "../view.ts";
import { BUILT_IN, type Template } from "./built_in.ts";
import { blanksIn, filledIn, piecesOf } from "./placeholders.ts";
import { valuesIn } from "./values.ts";

const LANGUAGES: Readonly<Record<Locale, Phrase>> = { sv: "templates-language-sv", en: "templates-language-en" };

interface TemplateProps {
  readonly shown: Shown;
  readonly correspondence: Correspondence;
}

/** The button, which a note does without, its key, and the dialog that they open. */
export function TemplateButton(props: TemplateProps): JSX.Element {
  const { say } = useWords();
  const [isChoosing, setChoosing] = useState(false);
  useShortcuts(
    () => [
      {
        key: "i",
        does: "templates-key",
        run: () => {
          setChoosing(true);
        },
      },
    ],
    [],
  );
  return (
    <>
      {props.correspondence.kind.value === "note" ? null : (
        <button
          type="button"
          class="button plain tiny"
          onClick={() => {
            setChoosing(true);
          }}
        >
          {say("templates")} <kbd aria-hidden="true">I</kbd>
        </button>
      )}
      {isChoosing ? (
        <Choosing
          {...props}
          onClose={() => {
            setChoosing(false);
          }}
        />
      ) : null}
    </>
  );
}

function Choosing({ shown, correspondence, onClose }: TemplateProps & { readonly onClose: () => void }) {
  const { ports } = useCases();
  const desk = useDesk();
  const { say } = useWords();
  // A note has no reporter to be written to: there a template begins a reply.
  const kind: DraftKind = correspondence.kind.value === "note" ? "reply" : correspondence.kind.value;
  const sorted = fitting(kind);
  const [template, setTemplate] = useState<Template | null>(sorted[0] ?? null);
  const [locale, setLocale] = useState<Locale>(localeOf(languageOf(shown.opened)));
  const words = useMemo(() => new Words(locale), [locale]);
  const text =
    template === null ? "" : filledIn(template.text(words), valuesIn(shown, kind, ports.member, desk.now(), words), words);
  const insert = (): void => {
    onClose();
    correspondence.insert(kind, text, locale);
    beginWriting(correspondence, kind, "blank");
  };
  return (
    <Dialog title={say("templates-title")} onClose={onClose}>
      <Form onSubmit={insert}>
        <fieldset class="choice">
          <legend>{say("templates-which")}</legend>
          {sorted.map((each) => (
            <label key={each.id} class="check">
              <input
                type="radio"
                name="template"
                checked={each === template}
                onChange={() => {
                  setTemplate(each);
                }}
              />
              <span>
                {say(each.name)}
                {each.kind === kind ? <span class="quiet"> · {say("templates-for")}</span> : null}
              </span>
            </label>
          ))}
        </fieldset>
        <fieldset class="choice">
          <legend>{say("templates-language")}</legend>
          {LOCALES.map((each) => (
            <label key={each} class="check">
              <input
                type="radio"
                name="template-language"
                checked={each === locale}
                onChange={() => {
                  setLocale(each);
                }}
              />
              {say(LANGUAGES[each])}
            </label>
          ))}
        </fieldset>
        <section aria-label={say("templates-preview")} tabIndex={0} class="template-preview" lang={locale}>
          {piecesOf(text).map((piece, at) => (piece.isBlank ? <mark key={at}>{piece.text}</mark> : piece.text))}
        </section>
        <p class="hint">
          {blanksIn(text).length === 0 ? null : `${say("templates-blanks")} `}
          {correspondence.keepsText(kind) ? say("templates-after") : null}
        </p>
        <div class="row">
          <button class="button">{say("templates-insert")}</button>
          <button type="button" class="button plain" onClick={onClose}>
            {say("cases-cancel")}
          </button>
        </div>
      </Form>
    </Dialog>
  );
}

/** Those made for a kind of letter first. */
function fitting(kind: DraftKind): readonly Template[] {
  return [...BUILT_IN.filter((each) => each.kind === kind), ...BUILT_IN.filter((each) => each.kind !== kind)];
}
