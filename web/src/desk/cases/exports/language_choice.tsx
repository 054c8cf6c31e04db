/** In which language something is made, whatever the desk's own is. */
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { LOCALES, useWords, type Locale } from "../../words.ts";

/** The choice. */
export function LanguageChoice(props: { language: Locale; onLanguage: (language: Locale) => void; disabled: boolean }): JSX.Element {
  const { say } = useWords();
  const name = useId();
  return (
    <fieldset class="field choice" role="radiogroup">
      <legend>{say("export-language")}</legend>
      {LOCALES.map((each) => (
        <label key={each} class="check">
          <input
            type="radio"
            name={name}
            checked={each === props.language}
            disabled={props.disabled}
            onChange={() => {
              props.onLanguage(each);
            }}
          />
          {say(each === "sv" ? "export-in-swedish" : "export-in-english")}
        </label>
      ))}
    </fieldset>
  );
}
