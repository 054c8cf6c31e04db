/** Before somebody is given a case: which links of it they could read of, and whether those are taken away first. */
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Notice } from "../../parts/notice.tsx";
import { useWords } from "../../words.ts";
import type { GivenAway } from "./giving_away.ts";

/** The notice; it takes the focus as it comes. */
export function GivenAwayNotice(props: {
  givenAway: GivenAway;
  takesAway: boolean;
  readOnly: boolean;
  onTakesAway: (takesAway: boolean) => void;
}): JSX.Element {
  const { givenAway, takesAway, readOnly, onTakesAway } = props;
  const { locale, say } = useWords();
  const box = useRef<HTMLInputElement>(null);
  const { references, unopened } = givenAway;
  const names = new Intl.ListFormat(locale === "en" ? "en-GB" : locale, { type: "conjunction" }).format(references);
  useEffect(() => {
    box.current?.focus();
  }, []);
  return (
    <Notice tone="warning">
      <div id="given-away">
        {references.length === 0 ? null : <p>{say("links-given-away", { references: names })}</p>}
        {unopened === 0 ? null : <p>{say("links-given-away-unopened", { count: unopened })}</p>}
        <p>{say("links-given-away-how")}</p>
      </div>
      <label class="check">
        <input
          ref={box}
          type="checkbox"
          checked={takesAway}
          disabled={readOnly}
          aria-describedby="given-away"
          onChange={(event) => {
            onTakesAway(event.currentTarget.checked);
          }}
        />
        <span>
          {say("links-given-away-take")}
          <span class="hint">{say("links-given-away-take-hint")}</span>
        </span>
      </label>
    </Notice>
  );
}
