/** Saying something of a case's end: that it is kept, that a decision is registered, that it is to be erased early. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { parseDay, type Day } from "../../../sealing/day.ts";
import { monthsAfter } from "../../../sealing/law_days.ts";
import { asText, characters, isShortText, MOST_CHARACTERS } from "../../../sealing/text.ts";
import { useDesk } from "../../desk.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { Field } from "../../parts/field.tsx";
import { Form } from "../../parts/form.tsx";
import { useWords, type Phrase } from "../../words.ts";
import { outcomeInWords, verdictOn } from "../composer.tsx";
import { REVIEW_MONTHS } from "../other_duties.ts";
import type { RecordEditing } from "../record/editing.ts";
import type { TermName } from "../record/terms.ts";
import { decisionWords } from "./borne_out.ts";

/** What is said. */
export type Saying = "hold" | "release" | "review" | "decide" | "undecide" | "propose" | "withdraw";

interface Asked {
  readonly title: Phrase;
  readonly lead: Phrase;
  readonly save: Phrase;
  /** What it takes beside the press: a reason, the decision, a day to look again, or nothing. */
  readonly asks: readonly ("reason" | "decision" | "review")[];
}

const ASKED: Readonly<Record<Saying, Asked>> = {
  hold: { title: "erasing-held", lead: "erasing-hold-lead", save: "erasing-hold-save", asks: ["reason", "review"] },
  release: { title: "erasing-release-save", lead: "erasing-release-lead", save: "erasing-release-save", asks: [] },
  review: { title: "erasing-review-title", lead: "erasing-review-lead", save: "erasing-review-save", asks: ["review"] },
  decide: { title: "erasing-decide-save", lead: "erasing-decide-lead", save: "erasing-decide-save", asks: ["decision"] },
  undecide: { title: "erasing-undecide-save", lead: "erasing-undecide-lead", save: "erasing-undecide-save", asks: [] },
  propose: { title: "erasing-propose-save", lead: "erasing-propose-lead", save: "erasing-propose-save", asks: ["reason"] },
  withdraw: { title: "erasing-withdraw-save", lead: "erasing-withdraw-lead", save: "erasing-withdraw-save", asks: [] },
};

/** What was typed. */
interface Typed {
  readonly reason: string;
  readonly reference: string;
  readonly day: string;
  readonly receipt: string;
  readonly review: string;
}

/** What can be wrong. */
type Part = keyof Typed;

/** What the record says then; "" takes a term away. */
function termsOf(saying: Saying, today: Day, { reason, reference, day, receipt, review }: Typed): ReadonlyMap<TermName, string> {
  switch (saying) {
    case "hold":
      return new Map<TermName, string>([["hold", today], ["hold-reason", reason], ["hold-review", review], ["erasure-early", ""]]);
    case "release":
      return new Map<TermName, string>([["hold", ""], ["hold-reason", ""], ["hold-review", ""]]);
    case "review":
      return new Map<TermName, string>([["hold-review", review]]);
    case "decide":
      return new Map<TermName, string>([["erasure-decision", reference], ["erasure-decision-day", day], ["archive-receipt", receipt]]);
    case "undecide":
      return new Map<TermName, string>([["erasure-decision", ""], ["erasure-decision-day", ""], ["archive-receipt", ""]]);
    case "propose":
      return new Map<TermName, string>([["erasure-early", reason]]);
    case "withdraw":
      return new Map<TermName, string>([["erasure-early", ""]]);
  }
}

/** Whether a decision is the very one that was ended: it was about another record. */
function isLapsed(reference: string, day: string, lapsed: string): boolean {
  const terms = [["erasure-decision", reference], ["erasure-decision-day", day]] as const;
  return decisionWords(new Map(terms)) === lapsed;
}

/** The dialog. */
export function EndingDialog(props: {
  saying: Saying;
  record: RecordEditing;
  /** The words of a decision that reopening has ended; "" where there is none. */
  lapsed: string;
  today: Day;
  onClose: () => void;
}): JSX.Element {
  const { saying, record, lapsed, today, onClose } = props;
  const { announcer } = useDesk();
  const words = useWords();
  const { say } = words;
  const { title, lead, save, asks } = ASKED[saying];
  const [seen] = useState(() => record.newest());
  const [reason, setReason] = useState("");
  const [reference, setReference] = useState("");
  const [day, setDay] = useState("");
  const [receipt, setReceipt] = useState("");
  const [review, setReview] = useState<string>(() => monthsAfter(today, REVIEW_MONTHS) ?? "");
  const [problems, setProblems] = useState<ReadonlyMap<Part, Phrase>>(new Map());
  const [isSaving, setSaving] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const close = (): void => {
    if (!isSaving) onClose();
  };
  const send = async (): Promise<void> => {
    if (isSaving) return;
    const why = asText(reason).trim();
    const named = asText(reference).trim();
    const received = asText(receipt).trim();
    const wrong = new Map<Part, Phrase>();
    if (asks.includes("reason") && why === "") wrong.set("reason", "erasing-reason-missing");
    if (asks.includes("reason") && characters(why) > MOST_CHARACTERS) wrong.set("reason", "cases-text-too-long");
    if (asks.includes("decision") && (named === "" || !isShortText(named))) wrong.set("reference", "erasing-decide-reference-missing");
    if (asks.includes("decision") && parseDay(day) === null) wrong.set("day", "erasing-decide-day-missing");
    if (asks.includes("decision") && (received === "" || !isShortText(received))) wrong.set("receipt", "erasing-decide-receipt-missing");
    if (asks.includes("review") && (parseDay(review) ?? today) <= today) wrong.set("review", "erasing-review-missing");
    if (wrong.size === 0 && asks.includes("decision") && isLapsed(named, day, lapsed)) {
      wrong.set("reference", "erasing-decide-reference-lapsed");
    }
    setProblems(wrong);
    if (wrong.size > 0) return;
    setFailed(null);
    setSaving(true);
    const outcome = await record.end(termsOf(saying, today, { reason: why, reference: named, day, receipt: received, review }), seen);
    setSaving(false);
    if (outcome?.is === "sent") {
      announcer.say(say("erasing-saved"));
      onClose();
      return;
    }
    if (outcome === null) return;
    const said = `${say(verdictOn(outcome))} ${outcomeInWords(outcome, words)}`;
    setFailed(said);
    announcer.interrupt(said);
  };
  const errorOf = (name: Part): string | null => {
    const problem = problems.get(name);
    return problem === undefined ? null : say(problem);
  };
  return (
    <Dialog title={say(title)} busy={isSaving} onClose={close}>
      <Form onSubmit={send}>
        <p>{say(lead)}</p>
        {asks.includes("reason") ? (
          <Field
            label={say("erasing-reason")}
            hint={say("erasing-reason-hint")}
            error={errorOf("reason")}
            value={reason}
            onValue={setReason}
            lines={2}
            readOnly={isSaving}
          />
        ) : null}
        {asks.includes("review") ? (
          <Field
            label={say("erasing-review-day")}
            hint={say("erasing-review-hint")}
            error={errorOf("review")}
            width="short"
            value={review}
            onValue={setReview}
            readOnly={isSaving}
          />
        ) : null}
        {asks.includes("decision") ? (
          <>
            <Field
              label={say("erasing-decide-reference")}
              hint={say("erasing-decide-reference-hint")}
              error={errorOf("reference")}
              value={reference}
              onValue={setReference}
              readOnly={isSaving}
            />
            <Field
              label={say("erasing-decide-day")}
              hint={say("erasing-decide-day-hint")}
              error={errorOf("day")}
              width="short"
              value={day}
              onValue={setDay}
              readOnly={isSaving}
            />
            <Field
              label={say("erasing-decide-receipt")}
              hint={say("erasing-decide-receipt-hint")}
              error={errorOf("receipt")}
              value={receipt}
              onValue={setReceipt}
              readOnly={isSaving}
            />
          </>
        ) : null}
        {failed === null ? null : <p class="error">{failed}</p>}
        <div class="row">
          <button class="button" aria-disabled={isSaving}>
            {say(isSaving ? "record-saving" : save)}
          </button>
          <button type="button" class="button plain" onClick={close}>
            {say("cases-cancel")}
          </button>
        </div>
      </Form>
    </Dialog>
  );
}
