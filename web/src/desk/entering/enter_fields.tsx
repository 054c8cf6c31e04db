/** The fields of a report that a handler enters. */
import type { ComponentChildren, JSX } from "preact";
import { concernable, ExclusionError, shareCase, type Concernable } from "../../sealing/exclusion.ts";
import type { Day } from "../../sealing/day.ts";
import type { MemberId } from "../../sealing/id.ts";
import type { Keyring } from "../../sealing/keyring.ts";
import { CATEGORIES } from "../cases/category.ts";
import { inLanguage, type Question } from "../cases/channel.ts";
import type { Choices } from "../cases/record/choices.ts";
import { Grouped } from "../cases/record/labelled.tsx";
import { Field } from "../parts/field.tsx";
import { useWords } from "../words.ts";
import { shareWithin, type Within } from "./origin.ts";
import type { Typed } from "./told.ts";

/** The languages that a reporter can be written to in. */
export const LANGUAGES: Choices = new Map([
  ["sv", "desk-in-swedish"],
  ["en", "desk-in-english"],
] as const);

/** One of several answers. */
export function Radios(props: {
  id: string;
  label: string;
  hint?: string;
  choices: Choices;
  chosen: string;
  error: string | null;
  onChoose: (code: string) => void;
}): JSX.Element {
  const { say } = useWords();
  return (
    <Grouped id={props.id} label={props.label} hint={props.hint ?? null} error={props.error} below={null} radios>
      {[...props.choices].map(([code, name]) => (
        <label class="check" key={code}>
          <input
            type="radio"
            name={props.id}
            checked={props.chosen === code}
            onChange={() => {
              props.onChoose(code);
            }}
          />
          <span>{say(name)}</span>
        </label>
      ))}
    </Grouped>
  );
}

/** The day on which a report came. */
export function DayField(props: {
  label: string;
  hint: string;
  value: string;
  last: Day;
  error: string | null;
  onValue: (value: string) => void;
}): JSX.Element {
  const id = "entering-received";
  const described = [`${id}-hint`, ...(props.error === null ? [] : [`${id}-error`])].join(" ");
  return (
    <div class={props.error === null ? "field" : "field wrong"}>
      <label for={id}>{props.label}</label>
      <p class="hint" id={`${id}-hint`}>
        {props.hint}
      </p>
      {props.error === null ? null : (
        <p class="error" id={`${id}-error`}>
          {props.error}
        </p>
      )}
      <input
        id={id}
        type="date"
        class="input short"
        value={props.value}
        max={props.last}
        aria-invalid={props.error !== null}
        aria-describedby={described}
        onInput={(event) => {
          props.onValue(event.currentTarget.value);
        }}
      />
    </div>
  );
}

/** A question of the channel. */
export function Asked(props: {
  question: Question;
  isWrong: boolean;
  value: string;
  onValue: (value: string) => void;
}): JSX.Element {
  const { say, locale } = useWords();
  const { question, value, onValue } = props;
  const label = inLanguage(question.label, locale);
  if (question.kind === "paragraphs" || question.kind === "line") {
    const lines = question.kind === "paragraphs" ? { lines: 5 } : {};
    // The one sentence stands above all questions; this is where the focus goes.
    return (
      <div class={props.isWrong ? "entering-first wrong" : undefined}>
        <Field label={label} value={value} onValue={onValue} {...lines} />
      </div>
    );
  }
  const options: readonly (readonly [string, string])[] =
    question.kind === "category"
      ? [...CATEGORIES].map(([code, name]) => [code, say(name)] as const)
      : question.options.map((option) => [option.id, inLanguage(option.label, locale)] as const);
  const id = `entering-${question.id}`;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select
        id={id}
        class="input"
        value={value}
        onChange={(event) => {
          onValue(event.currentTarget.value);
        }}
      >
        <option value="">{say("entering-not-said")}</option>
        {options.map(([code, name]) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Whom the report concerns, and who can open it then. */
export function Concerned(props: {
  keyring: Keyring;
  member: MemberId;
  /** The case within whose members it stays, of one that is linked with another; else null. */
  within: Within | null;
  typed: Typed;
  onChange: (part: Partial<Typed>) => void;
}): JSX.Element {
  const { say } = useWords();
  const { keyring, member, within, typed, onChange } = props;
  const others = concernable(keyring).filter(
    ({ holder }) => holder !== member && (within === null || within.members.has(holder)),
  );
  const toggle = ({ holder }: Concernable): void => {
    const excluded = new Set(typed.excluded);
    if (!excluded.delete(holder)) excluded.add(holder);
    onChange({ excluded });
  };
  return (
    <section>
      <h2>{say("entering-concerns")}</h2>
      <p class="hint">{say(within === null ? "entering-concerns-hint" : "entering-linked-concerns-hint")}</p>
      <fieldset class="choice">
        <legend class="unseen">{say("entering-concerns")}</legend>
        {others.map((each) => (
          <label class="check" key={each.holder}>
            <input
              type="checkbox"
              checked={typed.excluded.has(each.holder)}
              onChange={() => {
                toggle(each);
              }}
            />
            <span>
              {each.title} <span class="hint">{say(ROLE_WORDS[each.role])}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {within === null ? <p class="hint">{say("entering-concerns-you")}</p> : null}
      <Readers keyring={keyring} within={within} typed={typed} />
    </section>
  );
}

const ROLE_WORDS = {
  handler: "entering-role-handler",
  deputy: "entering-role-deputy",
  custodian: "entering-role-custodian",
  recovery: "entering-role-recovery",
} as const;

/** Who will be able to open it. */
function Readers({ keyring, within, typed }: { keyring: Keyring; within: Within | null; typed: Typed }): ComponentChildren {
  const { say } = useWords();
  let wrapped: readonly string[];
  try {
    const { excluded } = typed;
    wrapped = (within === null ? shareCase(keyring, excluded) : shareWithin(keyring, within, excluded)).wrapped;
  } catch (error) {
    if (error instanceof ExclusionError) return <p class="error">{say("entering-nobody")}</p>;
    throw error;
  }
  const titles = concernable(keyring).filter(({ holder, role }) => role !== "custodian" && wrapped.includes(holder));
  return (
    <>
      <p>{say("entering-readers")}</p>
      <ul>
        {titles.map(({ holder, title }) => (
          <li key={holder}>{title}</li>
        ))}
      </ul>
    </>
  );
}
