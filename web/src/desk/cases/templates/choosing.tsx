/** Choosing a template, looking at what its text becomes, and inserting it. */
import type { JSX } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { useDesk } from "../../desk.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { Form } from "../../parts/form.tsx";
import { localeOf, LOCALES, useWords, Words, type Locale, type Phrase } from "../../words.ts";
import { beginWriting } from "../composer.tsx";
import { useCases } from "../context.ts";
import type { Correspondence } from "../correspondence.ts";
import { languageOf } from "../standard_texts.ts";
import type { Shown } from "../current.ts";
import type { DraftKind } from "../view.ts";
import { languageFor, offered, ownId, type Offered } from "./offered.ts";
import { savingTemplate, type OwnTemplate } from "./own_template.ts";
import { blanksIn, filledIn, piecesOf } from "./placeholders.ts";
import { valuesIn } from "./values.ts";
import { whyNotKept } from "./why_not_kept.ts";

const LANGUAGES: Readonly<Record<Locale, Phrase>> = { sv: "templates-language-sv", en: "templates-language-en" };

interface ChoosingProps {
  readonly shown: Shown;
  readonly correspondence: Correspondence;
  /** The id of the template to begin with; null for the first. */
  readonly chosen: string | null;
  /** The template that was just deleted. */
  readonly gone: OwnTemplate | null;
  /** Opens a template of their own to be changed, or a new one. */
  readonly onEdit: (template: OwnTemplate | null) => void;
  readonly onClose: () => void;
}

/** The dialog. */
export function Choosing(props: ChoosingProps): JSX.Element {
  const { shown, correspondence, onEdit, onClose } = props;
  const { ports, own } = useCases();
  const desk = useDesk();
  const inWords = useWords();
  const { say } = inWords;
  // A note has no reporter to be written to: there a template begins a reply.
  const kind: DraftKind = correspondence.kind.value === "note" ? "reply" : correspondence.kind.value;
  const all = offered(kind, own.templates.value, inWords);
  const [chosen, setChosen] = useState(props.chosen);
  const list = useRef<HTMLFieldSetElement>(null);
  const [wanted, setWanted] = useState<Locale>(localeOf(languageOf(shown.opened)));
  useEffect(() => {
    // Another computer may have saved one since.
    void own.load();
  }, [own]);
  const template = all.find(({ id }) => id === chosen) ?? all[0];
  const locale = template === undefined ? wanted : languageFor(template, wanted);
  const words = useMemo(() => new Words(locale), [locale]);
  const source = template === undefined ? "" : template.textIn(words);
  const text = filledIn(source, valuesIn(shown, kind, ports.member, desk.now(), words), words);
  const insert = (): void => {
    onClose();
    correspondence.insert(kind, text, locale);
    beginWriting(correspondence, kind, "blank");
  };
  return (
    <Dialog title={say("templates-title")} onClose={onClose}>
      <Form onSubmit={insert}>
        <Gone
          template={props.gone}
          onBack={(back) => {
            setChosen(ownId(back));
            // The button that had the focus goes.
            requestAnimationFrame(() => list.current?.querySelector<HTMLElement>("input:checked")?.focus());
          }}
        />
        <fieldset ref={list} class="choice template-list">
          <legend>{say("templates-which")}</legend>
          {all.map((each) => (
            <label key={each.id} class="check">
              <input
                type="radio"
                name="template"
                // Whoever comes back from changing one goes on from it.
                autoFocus={props.chosen !== null && each.id === props.chosen}
                checked={each === template}
                onChange={() => {
                  setChosen(each.id);
                }}
              />
              <Named offered={each} />
            </label>
          ))}
        </fieldset>
        <div class="row">
          {template === undefined || template.own === null ? null : (
            <button
              type="button"
              class="button plain tiny"
              onClick={() => {
                onEdit(template.own);
              }}
            >
              {say("templates-edit")}
            </button>
          )}
          <button
            type="button"
            class="button plain tiny"
            onClick={() => {
              onEdit(null);
            }}
          >
            {say("templates-new")}
          </button>
        </div>
        <fieldset class="choice">
          <legend>{say("templates-language")}</legend>
          {LOCALES.map((each) => (
            <label key={each} class="check">
              <input
                type="radio"
                name="template-language"
                checked={each === locale}
                disabled={template !== undefined && languageFor(template, each) !== each}
                onChange={() => {
                  setWanted(each);
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

function Named({ offered: { name, own, isFitting } }: { offered: Offered }): JSX.Element {
  const { say } = useWords();
  return (
    <span>
      <span dir="auto">{name}</span>
      {own === null ? null : <span class="quiet"> · {say("templates-own")}</span>}
      {isFitting ? <span class="quiet"> · {say("templates-for")}</span> : null}
    </span>
  );
}

/** What was just deleted, and the way back. */
function Gone({ template, onBack }: { template: OwnTemplate | null; onBack: (template: OwnTemplate) => void }): JSX.Element | null {
  const { own } = useCases();
  const { announcer } = useDesk();
  const words = useWords();
  const { say } = words;
  const [isBack, setBack] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  if (template === null || isBack) return null;
  const bringBack = async (): Promise<void> => {
    const came = await own.changeTemplates(savingTemplate(template, null));
    if (came.is === "kept") {
      setBack(true);
      announcer.say(say("templates-saved", { name: template.name }));
      onBack(template);
      return;
    }
    const wrong = whyNotKept(came, words);
    setFailed(wrong);
    announcer.interrupt(wrong);
  };
  return (
    <div class="view-gone">
      <p>
        {say("templates-deleted", { name: template.name })}{" "}
        <button type="button" class="chip" aria-disabled={own.isSaving.value} onClick={() => void bringBack()}>
          {say("views-undo")}
        </button>
      </p>
      {failed === null ? null : <p class="error">{failed}</p>}
    </div>
  );
}
