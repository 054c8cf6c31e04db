/** Taking something of the case out of the desk: the case file, the package, or what is disclosed to somebody. */
import type { JSX } from "preact";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Day } from "../../../sealing/day.ts";
import { useWords, type Phrase } from "../../words.ts";
import { useCases } from "../context.ts";
import type { Shown } from "../current.ts";
import { canWrite } from "../opening.ts";
import { CaseFileForm } from "./case_file_form.tsx";
import { DisclosureForm } from "./disclosure_form.tsx";
import { Exporting } from "./exporting.ts";
import { makingIn } from "./parts.ts";

const KINDS = ["case-file", "package", "copy"] as const;
type Kind = (typeof KINDS)[number];

const KIND_WORDS: Readonly<Record<Kind, Phrase>> = {
  "case-file": "export-kind-case-file",
  package: "export-kind-package",
  copy: "export-kind-copy",
};

/** The page of exports of the case that is open. */
export function ExportPane(props: {
  shown: Shown;
  today: Day;
  /** What does not hold in a case as a whole. */
  warningsOf: (shown: Shown) => readonly Phrase[];
  onLeave: () => void;
}): JSX.Element {
  const { shown, today, warningsOf, onLeave } = props;
  const atWork = useCases();
  const { say } = useWords();
  const files = atWork.filesIn(shown);
  const exporting = useMemo(() => new Exporting(atWork, files, warningsOf), [atWork, files, warningsOf]);
  const { member } = atWork.ports;
  const making = useMemo(() => makingIn(shown, member, today), [shown, member, today]);
  const [kind, setKind] = useState<Kind>("case-file");
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    heading.current?.focus();
  }, []);
  useLayoutEffect(
    () => () => {
      exporting.cancel();
    },
    [exporting],
  );
  return (
    <div class="exports">
      <button type="button" class="button quiet tiny" onClick={onLeave}>
        {say("export-back")}
      </button>
      <h3 ref={heading} tabIndex={-1}>
        {say("export-title")}
      </h3>
      {canWrite(shown.opened, member) ? (
        <>
          <p>{say("export-about")}</p>
          <div class="case-tabs" role="group" aria-label={say("export-kinds")}>
            {KINDS.map((each) => (
              <button
                key={each}
                type="button"
                class="composer-kind"
                aria-pressed={each === kind}
                onClick={() => {
                  setKind(each);
                }}
              >
                {say(KIND_WORDS[each])}
              </button>
            ))}
          </div>
          {kind === "copy" ? (
            <DisclosureForm shown={shown} making={making} />
          ) : (
            <CaseFileForm key={kind} kind={kind} shown={shown} exporting={exporting} making={making} />
          )}
        </>
      ) : (
        <p class="cases-cannot">{say("cases-cannot-write")}</p>
      )}
    </div>
  );
}
