/** In what is to be done: what the record sets a day for, a hold to look at again, and a public record to decide on. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Day } from "../../sealing/day.ts";
import { useWords, type Phrase } from "../words.ts";
import { shownDays } from "./correspondence.ts";
import type { Shown } from "./current.ts";
import { dutyInWords } from "./days_in_words.ts";
import { nearness, type Duty, type OtherDuty } from "./duties.ts";
import { otherDuties } from "./other_duties.ts";
import type { RecordEditing } from "./record/editing.ts";
import { factsOf } from "./record/facts.ts";
import type { TermName } from "./record/terms.ts";
import { recordOf } from "./record/versions.ts";
import { lapsedDecision } from "./retention/borne_out.ts";
import { fateIn } from "./retention/ending.ts";
import { EndingDialog } from "./retention/ending_dialog.tsx";

const DO_WORDS: Readonly<Record<OtherDuty["what"], Phrase>> = {
  step: "cases-do-step",
  tell: "cases-do-note",
  protect: "cases-do-note",
  recommend: "cases-do-note",
  review: "erasing-do-review",
  decide: "erasing-do-decide",
};

/** What of the record is set once a duty is done; of the others a dialog asks. */
const DONE_IN = { step: "next-step", tell: "subject-told", protect: "protection-check", recommend: "recommendations-by" } as const satisfies Partial<
  Record<OtherDuty["what"], TermName>
>;

/** How a duty stands out, by how near its day is. */
export function toneOf(duty: Pick<Duty, "by">, today: Day): string {
  const near = nearness(duty, today);
  return near === "late" ? "tag late" : near === "soon" ? "tag duty" : "tag";
}

/** What is to be done in the case that is shown besides the law's duties. */
export function otherDutiesIn(shown: Shown, today: Day): readonly OtherDuty[] {
  const { conversation, internal } = shown.opened;
  return otherDuties(factsOf(conversation.entries, internal.entries), shownDays(shown).closed, fateIn(shown), today);
}

/** The list; nothing where nothing is. */
export function OtherToDo(props: {
  shown: Shown;
  record: RecordEditing;
  duties: readonly OtherDuty[];
  today: Day;
  isWriter: boolean;
}): JSX.Element {
  const { shown, record, duties, today, isWriter } = props;
  const words = useWords();
  const { say } = words;
  const [asking, setAsking] = useState<"review" | "decide" | null>(null);
  const { conversation, internal } = shown.opened;
  const said = recordOf(internal.entries);
  const about: Readonly<Record<OtherDuty["what"], string>> = {
    step: said.get("next-step") ?? "",
    tell: said.get("subject-delay") ?? "",
    protect: said.get("protection") ?? "",
    recommend: said.get("recommendations") ?? "",
    review: said.get("hold-reason") ?? "",
    decide: say("erasing-public-archive"),
  };
  return (
    <>
      {duties.map((duty) => (
        <div key={duty.what} class="to-do">
          <span class={toneOf(duty, today)}>{dutyInWords(duty, today, words)}</span>
          {about[duty.what] === "" ? null : <p dir="auto">{about[duty.what]}</p>}
          {isWriter ? (
            <button
              type="button"
              class="button plain tiny"
              onClick={() => {
                if (duty.what === "review" || duty.what === "decide") setAsking(duty.what);
                else record.open(DONE_IN[duty.what]);
              }}
            >
              {say(DO_WORDS[duty.what])}
            </button>
          ) : null}
        </div>
      ))}
      {asking === null ? null : (
        <EndingDialog
          saying={asking}
          record={record}
          lapsed={lapsedDecision(conversation.entries, internal.entries)}
          today={today}
          onClose={() => {
            setAsking(null);
          }}
        />
      )}
    </>
  );
}
