/** A field for one term of the record, by the form of its value: native controls, quick by keyboard. */
import type { ComponentChildren, JSX } from "preact";
import { categoryPhrase } from "../category.ts";
import { useWords, type Phrase, type Words } from "../../words.ts";
import { CATEGORY_CHOICES } from "./choices.ts";
import type { TermProblem } from "./checking.ts";
import { controlOf } from "./focusing.ts";
import { MOST_TAGS, readValue, writeValue, type Form } from "./forms.ts";
import { termInWords, valueInWords, type Saying } from "./in_words.ts";
import { Grouped, Labelled, type LabelledProps, describedBy } from "./labelled.tsx";
import type { Conflict } from "./merging.ts";
import { TagsField } from "./tags_field.tsx";
import type { Term, TermName } from "./terms.ts";

/** What every field of a record is told. */
export interface TermFieldProps {
  readonly term: Term & { readonly name: TermName };
  readonly value: string;
  readonly problem: TermProblem | null;
  readonly conflict: Conflict | null;
  /** Whoever changed it too, in words. */
  readonly other: string;
  readonly saying: Saying;
  /** Those to whom it can be assigned. */
  readonly members: readonly string[];
  /** Tags that cases have already. */
  readonly tags: readonly string[];
  /** The category that the report itself named; "" if none. */
  readonly reported: string;
  readonly onValue: (value: string) => void;
  readonly onSettle: (by: "mine" | "theirs") => void;
}

/** What is wrong with a term, in words. */
export function problemInWords(problem: TermProblem, form: Form, { say, number }: Words): string {
  switch (problem) {
    case "too-long":
      return say(form === "text" ? "cases-text-too-long" : "record-wrong-too-long");
    case "too-many":
      return say("record-wrong-too-many", { most: number(MOST_TAGS) });
    case "not-an-amount":
      return say("record-wrong-amount");
    case "not-a-day":
      return say("record-wrong-day");
    case "needs-reason":
      return say("record-wrong-reason");
    case "needs-step":
      return say("record-wrong-step");
    case "needs-cause":
      return say("waivers-wrong-cause");
    case "needs-consent":
      return say("record-wrong-consent");
    case "twice":
      return say("record-wrong-twice");
    case "unsettled":
      return say("record-wrong-unsettled");
  }
}

/** The field. */
export function TermField(props: TermFieldProps): JSX.Element {
  const { term, problem, conflict } = props;
  const words = useWords();
  const frame: LabelledProps = {
    id: controlOf(term.name),
    label: words.say(term.label),
    hint: term.hint === undefined ? null : words.say(term.hint),
    error: problem === null ? null : problemInWords(problem, term.form, words),
    below: (
      <>
        {term.name === "category" ? <Reported {...props} /> : null}
        {conflict === null ? null : <Settle {...props} conflict={conflict} />}
      </>
    ),
  };
  switch (term.form) {
    case "choice":
      return <Choice {...props} frame={frame} />;
    case "scale":
      return <ScaleOf {...props} frame={frame} />;
    case "choices":
      return <Several {...props} frame={frame} options={[...(term.choices ?? new Map<string, Phrase>())].map(([code, name]) => [code, words.say(name)])} />;
    case "members":
      return <Several {...props} frame={frame} options={props.members.map((id) => [id, valueInWords(term.name, id, props.saying)])} />;
    case "tags":
      return <TagsField {...props} frame={frame} />;
    case "day":
    case "amount":
    case "line":
      return <Line {...props} frame={frame} />;
    case "text":
    case "cases":
      return <Prose {...props} frame={frame} />;
  }
}

type InFrame = TermFieldProps & { readonly frame: LabelledProps };

function Choice({ term, value, frame, onValue }: InFrame) {
  const { say } = useWords();
  const all = [...(term.choices ?? new Map<string, Phrase>())];
  return (
    <Labelled {...frame}>
      <select
        id={frame.id}
        class="input short"
        value={value}
        aria-invalid={frame.error !== null}
        aria-describedby={describedBy(frame)}
        onChange={(event) => {
          onValue(event.currentTarget.value);
        }}
      >
        <option value="">{say("record-none")}</option>
        {all.map(([code, name]) => (
          <option key={code} value={code}>
            {say(name)}
          </option>
        ))}
        {value === "" || all.some(([code]) => code === value) ? null : <option value={value}>{value}</option>}
      </select>
    </Labelled>
  );
}

function ScaleOf({ term, value, frame, onValue }: InFrame) {
  const { say } = useWords();
  const steps = [...(term.choices ?? new Map<string, Phrase>())].map(([code, name]) => [code, say(name)] as const);
  return (
    <Grouped {...frame} radios>
      <div class="scale">
        {[...steps, ["", say("record-not-assessed")] as const].map(([code, name]) => (
          <label key={code} class={code === "" ? "scale-step none" : "scale-step"}>
            <input
              type="radio"
              name={frame.id}
              value={code}
              checked={code === value}
              onChange={() => {
                onValue(code);
              }}
            />
            <span>{name}</span>
          </label>
        ))}
      </div>
    </Grouped>
  );
}

function Several(props: InFrame & { readonly options: readonly (readonly [code: string, name: string])[] }) {
  const { term, value, frame, options, onValue } = props;
  const chosen = value === "" ? [] : value.split(" ");
  // Somebody who has left, or a code of a later version, stays until it is taken away.
  const others = chosen.filter((code) => !options.some(([each]) => each === code));
  const all = [...options, ...others.map((code) => [code, valueInWords(term.name, code, props.saying)] as const)];
  const form = term.form === "members" ? "members" : "choices";
  return (
    <Grouped {...frame} radios={false}>
      <div class="checks">
        {all.map(([code, name], at) => (
          <label key={code} class="check">
            <input
              type="checkbox"
              checked={chosen.includes(code)}
              aria-invalid={at === 0 && frame.error !== null}
              onChange={(event) => {
                const left = chosen.filter((each) => each !== code);
                const now = event.currentTarget.checked ? [...left, code] : left;
                const read = readValue(form, [...now].sort().join(" "));
                onValue(read === null ? now.join(" ") : writeValue(form, read));
              }}
            />
            {name}
          </label>
        ))}
      </div>
    </Grouped>
  );
}

function Line({ term, value, frame, onValue }: InFrame) {
  const common = {
    id: frame.id,
    class: term.form === "line" ? "input" : "input digits",
    name: term.name,
    value,
    autoComplete: "off",
    spellcheck: false,
    "aria-invalid": frame.error !== null,
    "aria-describedby": describedBy(frame),
    onInput: (event: { currentTarget: HTMLInputElement }) => {
      onValue(event.currentTarget.value);
    },
  } as const;
  return (
    <Labelled {...frame}>
      {term.form === "day" ? (
        <input type="date" {...common} />
      ) : (
        <input type="text" inputMode={term.form === "amount" ? "numeric" : "text"} dir="auto" {...common} />
      )}
    </Labelled>
  );
}

function Prose({ value, frame, onValue }: InFrame) {
  return (
    <Labelled {...frame}>
      <textarea
        id={frame.id}
        class="input"
        rows={2}
        value={value}
        autoComplete="off"
        // Browsers' spell checking may send what is typed to its maker.
        spellcheck={false}
        dir="auto"
        aria-invalid={frame.error !== null}
        aria-describedby={describedBy(frame)}
        onInput={(event) => {
          onValue(event.currentTarget.value);
        }}
      />
    </Labelled>
  );
}

/** The category of the report, one press away. */
function Reported({ value, reported, onValue }: TermFieldProps) {
  const { say } = useWords();
  const phrase = categoryPhrase(reported);
  if (phrase === null || !CATEGORY_CHOICES.has(reported) || value === reported) return null;
  return (
    <button
      type="button"
      class="button plain tiny"
      onClick={() => {
        onValue(reported);
      }}
    >
      {say("record-as-reported", { category: say(phrase) })}
    </button>
  );
}

/** What both changed: neither goes before somebody has said so. */
function Settle(props: TermFieldProps & { readonly conflict: Conflict }): ComponentChildren {
  const { term, other, saying, conflict, onSettle } = props;
  const { say } = useWords();
  const theirs = valueInWords(term.name, conflict.theirs, saying);
  return (
    <div class="settle">
      <p>
        {conflict.theirs === "" ? say("record-conflict-gone", { who: other }) : say("record-conflict", { who: other })}
      </p>
      {conflict.theirs === "" ? null : <blockquote dir="auto">{theirs}</blockquote>}
      <div class="row">
        <button
          type="button"
          class="button plain tiny"
          aria-label={say("record-keep-mine-of", { name: termInWords(term.name, saying.words) })}
          onClick={() => {
            onSettle("mine");
          }}
        >
          {say("record-keep-mine")}
        </button>
        <button
          type="button"
          class="button plain tiny"
          aria-label={say("record-take-theirs-of", { name: termInWords(term.name, saying.words) })}
          onClick={() => {
            onSettle("theirs");
          }}
        >
          {say("record-take-theirs")}
        </button>
      </div>
    </div>
  );
}
