/** To whom, on which ground, and whether the reporter is told: what no disclosure goes without. */
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { Field } from "../../parts/field.tsx";
import { localeOf, useWords, Words } from "../../words.ts";
import { outcomeInWords, verdictOn } from "../composer.tsx";
import { languageOf } from "../standard_texts.ts";
import type { Shown } from "../current.ts";
import { Grouped } from "../record/labelled.tsx";
import type { Disclosing, Disclosure, DisclosureOutcome, Missing } from "./disclosing.ts";

/** What the reporter is told where nobody words it otherwise, in their own language. */
export function standardNotice(shown: Shown, { recipient, basis }: Pick<Disclosure, "recipient" | "basis">): string {
  const words = new Words(localeOf(languageOf(shown.opened)));
  return words.say("export-notice", { recipient: recipient.trim() || "…", basis: basis.trim() || "…" });
}

/** The fields. */
export function DisclosureFields(props: {
  shown: Shown;
  disclosure: Disclosure;
  missing: ReadonlySet<Missing>;
  /** What is handed out is said elsewhere. */
  withoutWhat?: boolean;
  /** Knows whether the reporter has been told of this already. */
  disclosing: Disclosing;
  readOnly: boolean;
  onChange: (disclosure: Disclosure) => void;
}): JSX.Element {
  const { shown, disclosure, missing, readOnly, onChange } = props;
  const hasTold = props.disclosing.hasTold(disclosure);
  const { say } = useWords();
  const name = useId();
  const isStandard = disclosure.notice === "" || disclosure.notice === standardNotice(shown, disclosure);
  const change = (over: Partial<Disclosure>): void => {
    const changed = { ...disclosure, ...over };
    // The standard words follow what is filled in, until somebody writes others.
    const follows = changed.tells === true && isStandard && over.notice === undefined;
    onChange(follows ? { ...changed, notice: standardNotice(shown, changed) } : changed);
  };
  return (
    <>
      <Field
        label={say("export-recipient")}
        hint={say("export-recipient-hint")}
        error={missing.has("recipient") ? say("export-recipient-missing") : null}
        value={disclosure.recipient}
        onValue={(recipient) => {
          change({ recipient });
        }}
        readOnly={readOnly}
      />
      <Field
        label={say("export-basis")}
        hint={say("export-basis-hint")}
        error={missing.has("basis") ? say("export-basis-missing") : null}
        value={disclosure.basis}
        onValue={(basis) => {
          change({ basis });
        }}
        readOnly={readOnly}
      />
      {props.withoutWhat === true ? null : (
        <Field
          label={say("export-what")}
          hint={say("export-what-hint")}
          error={missing.has("what") ? say("export-what-missing") : null}
          value={disclosure.what}
          onValue={(what) => {
            change({ what });
          }}
          lines={2}
          readOnly={readOnly}
        />
      )}
      {hasTold ? (
        <p>{say("export-told-already")}</p>
      ) : (
        <>
          <Grouped
            id={name}
            label={say("export-tells")}
            hint={say("export-tells-hint")}
            error={missing.has("tells") ? say("export-tells-missing") : null}
            below={null}
            radios
          >
            {([true, false] as const).map((each) => (
              <label key={String(each)} class="check">
                <input
                  type="radio"
                  name={`${name}-tells`}
                  checked={disclosure.tells === each}
                  disabled={readOnly}
                  onChange={() => {
                    change({ tells: each });
                  }}
                />
                {say(each ? "export-tells-yes" : "export-tells-no")}
              </label>
            ))}
          </Grouped>
          {disclosure.tells === true ? (
            <Field
              label={say("export-notice-label")}
              hint={say("export-notice-hint")}
              error={missing.has("notice") ? say("export-notice-missing") : null}
              value={disclosure.notice}
              onValue={(notice) => {
                change({ notice });
              }}
              lines={5}
              readOnly={readOnly}
              spelling={false}
            />
          ) : null}
          {disclosure.tells === false ? (
            <Field
              label={say("export-withheld")}
              hint={say("export-withheld-hint")}
              error={missing.has("withheld") ? say("export-withheld-missing") : null}
              value={disclosure.withheld}
              onValue={(withheld) => {
                change({ withheld });
              }}
              lines={2}
              readOnly={readOnly}
            />
          ) : null}
        </>
      )}
    </>
  );
}

/** Why a disclosure was not completed, and what to do; null of one that was, or that only lacks something. */
export function disclosureInWords(outcome: DisclosureOutcome, words: Words): string | null {
  const { say } = words;
  switch (outcome.is) {
    case "done":
    case "incomplete":
      return null;
    case "untold":
      return `${say("export-untold")} ${say(verdictOn(outcome.outcome))} ${outcomeInWords(outcome.outcome, words)}`;
    case "not-logged":
      return `${say("export-disclosure-not-logged")} ${outcomeInWords(outcome.outcome, words)}`;
  }
}
