/** Writing a template of one's own, changing and deleting it. */
import type { JSX } from "preact";
import { useId, useMemo, useState } from "preact/hooks";
import { useDesk } from "../../desk.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { Field } from "../../parts/field.tsx";
import { Form } from "../../parts/form.tsx";
import { LOCALES, useWords, Words, type Locale, type Phrase } from "../../words.ts";
import { useCases } from "../context.ts";
import type { Keeping } from "../own/own_row.ts";
import { isSame, removingTemplate, savingTemplate, TEXT_MOST, type OwnTemplate } from "./own_template.ts";
import { FIELDS, placeholderOf } from "./placeholders.ts";
import { typedTemplate, wrongInTemplate, type TemplateMistake, type TemplatePart } from "./typing.ts";
import { whyNotKept } from "./why_not_kept.ts";

const TEXTS: Readonly<Record<Locale, Phrase>> = { sv: "templates-text-sv", en: "templates-text-en" };
const NEW: OwnTemplate = { name: "", sv: "", en: "" };

interface EditingProps {
  /** The template that is changed; null for a new one. */
  readonly template: OwnTemplate | null;
  readonly onSaved: (template: OwnTemplate) => void;
  readonly onDeleted: (template: OwnTemplate) => void;
  readonly onClose: () => void;
}

/** The dialog: what was typed goes neither by Escape nor by a phone's back gesture. */
export function Editing({ template, onSaved, onDeleted, onClose }: EditingProps): JSX.Element {
  const { own } = useCases();
  const { announcer } = useDesk();
  const words = useWords();
  const { say } = words;
  const form = useId();
  /** What stood there when it was last read, to which the change is made. */
  const [before, setBefore] = useState(template);
  const [typed, setTyped] = useState(template ?? NEW);
  const [mistakes, setMistakes] = useState<ReadonlyMap<TemplatePart, TemplateMistake>>(new Map());
  const [failed, setFailed] = useState<string | null>(null);
  const isChanged = !isSame(typed, template ?? NEW);
  const isSaving = own.isSaving.value;
  const change = (part: Partial<OwnTemplate>): void => {
    setTyped((now) => ({ ...now, ...part }));
    setMistakes((now) => new Map([...now].filter(([each]) => !(each in part))));
    setFailed(null);
  };
  const fail = (wrong: string): void => {
    setFailed(wrong);
    announcer.interrupt(wrong);
  };
  const judge = (came: Keeping, name: string): boolean => {
    if (came.is === "kept") return true;
    // They have been told: whoever goes on then means what stands there now.
    if (came.is === "changed") setBefore(own.templates.peek().find((each) => each.name === name) ?? null);
    fail(whyNotKept(came, words));
    return false;
  };
  const save = async (): Promise<void> => {
    const ready = typedTemplate(typed);
    const wrong = wrongInTemplate(ready);
    setMistakes(wrong);
    setFailed(null);
    if (wrong.size > 0) return;
    if (!judge(await own.changeTemplates(savingTemplate(ready, before)), before?.name ?? ready.name)) return;
    announcer.say(say("templates-saved", { name: ready.name }));
    onSaved(ready);
  };
  const remove = async (gone: OwnTemplate): Promise<void> => {
    if (!judge(await own.changeTemplates(removingTemplate(gone)), gone.name)) return;
    announcer.say(say("templates-deleted", { name: gone.name }));
    onDeleted(gone);
  };
  const error = (part: TemplatePart): string | null => {
    const mistake = mistakes.get(part);
    return mistake === undefined ? null : mistakeInWords(mistake, words);
  };
  return (
    <Dialog
      title={say(template === null ? "templates-new-title" : "templates-edit-title")}
      busy={isSaving || isChanged}
      onClose={onClose}
    >
      <div
        class="template-editing"
        onKeyDown={(event) => {
          if (event.key === "Escape" && isChanged) fail(say("templates-unsaved"));
        }}
      >
        <Form onSubmit={save}>
          <p>{say("templates-own-hint", { example: `{${say("templates-own-example")}}` })}</p>
          <Field
            id={`${form}-name`}
            label={say("templates-name")}
            error={error("name")}
            value={typed.name}
            readOnly={isSaving}
            onValue={(name) => {
              change({ name });
            }}
          />
          {LOCALES.map((locale) => (
            <Text
              key={locale}
              id={`${form}-${locale}`}
              locale={locale}
              value={typed[locale]}
              error={error(locale)}
              readOnly={isSaving}
              onValue={(text) => {
                change({ [locale]: text });
              }}
            />
          ))}
          {failed === null ? null : <p class="error">{failed}</p>}
          <div class="row">
            <button class="button" aria-disabled={isSaving}>
              {say(isSaving ? "record-saving" : "templates-save")}
            </button>
            <button
              type="button"
              class="button plain"
              onClick={() => {
                if (!isSaving) onClose();
              }}
            >
              {say("cases-cancel")}
            </button>
            {before === null ? null : (
              <button type="button" class="button quiet" aria-disabled={isSaving} onClick={() => void remove(before)}>
                {say("templates-delete")}
              </button>
            )}
          </div>
        </Form>
      </div>
    </Dialog>
  );
}

function mistakeInWords(mistake: TemplateMistake, { say, number }: Words): string {
  switch (mistake) {
    case "no-name":
      return say("templates-missing-name");
    case "no-text":
      return say("templates-missing-text");
    case "too-long":
      return say("templates-too-long", { most: number(TEXT_MOST) });
  }
}

interface TextProps {
  readonly id: string;
  readonly locale: Locale;
  readonly value: string;
  readonly error: string | null;
  readonly readOnly: boolean;
  readonly onValue: (text: string) => void;
}

/** The text in one language, and the fields that can be put into it. */
function Text({ id, locale, value, error, readOnly, onValue }: TextProps): JSX.Element {
  const { say } = useWords();
  const words = useMemo(() => new Words(locale), [locale]);
  const put = (field: string): void => {
    const area = document.getElementById(id);
    if (!(area instanceof HTMLTextAreaElement)) return;
    const [from, to] = [area.selectionStart, area.selectionEnd];
    // At once, and not when the page is drawn next: whoever types on is faster.
    area.value = value.slice(0, from) + field + value.slice(to);
    area.focus();
    area.setSelectionRange(from + field.length, from + field.length);
    onValue(area.value);
  };
  return (
    <>
      <Field id={id} label={say(TEXTS[locale])} error={error} lines={5} value={value} readOnly={readOnly} onValue={onValue} />
      <div class="template-fields" role="group" aria-label={say("templates-fields")}>
        {FIELDS.map((field) => {
          const placeholder = placeholderOf(field, words);
          return (
            <button
              key={field}
              type="button"
              class="chip"
              lang={locale}
              aria-disabled={readOnly}
              onClick={() => {
                if (!readOnly) put(placeholder);
              }}
            >
              {placeholder}
            </button>
          );
        })}
      </div>
    </>
  );
}
