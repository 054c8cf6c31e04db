/** What goes into a case file or a package, in which language and for whom; and then the document, or that it is saved. */
import type { JSX } from "preact";
import { useId, useState } from "preact/hooks";
import { bytesInWords } from "../../../files/amount.ts";
import { asText } from "../../../sealing/text.ts";
import { useDesk } from "../../desk.ts";
import { Field } from "../../parts/field.tsx";
import { Form } from "../../parts/form.tsx";
import { Notice } from "../../parts/notice.tsx";
import { useWords, Words, type Locale, type Phrase } from "../../words.ts";
import { outcomeInWords } from "../composer.tsx";
import { contactIn } from "../contact_details.ts";
import { useCases } from "../context.ts";
import type { Shown } from "../current.ts";
import { Grouped } from "../record/labelled.tsx";
import { missingIn, NO_DISCLOSURE, type Disclosure, type Missing } from "./disclosing.ts";
import { DisclosureFields, disclosureInWords } from "./disclosure_fields.tsx";
import type { Exporting, Failure, For, Unmade } from "./exporting.ts";
import { LanguageChoice } from "./language_choice.tsx";
import type { PackingProgress } from "./packing.ts";
import { PARTS, type Part } from "./deeds.ts";
import { filesWanted, PART_WORDS, referenceIn, type Making } from "./parts.ts";
import { SheetView } from "./sheet_view.tsx";
import type { Sheet } from "./sheet.ts";
import { canStream, chooseTarget, MOST_IN_MEMORY } from "./sinks.ts";

type Stage =
  | { readonly at: "choosing"; readonly failed: string | null }
  | { readonly at: "working"; readonly progress: PackingProgress | null }
  | { readonly at: "sheet"; readonly sheet: Sheet }
  | { readonly at: "saved"; readonly words: string };

interface Wrong {
  readonly whom: boolean;
  readonly purpose: boolean;
  readonly reason: boolean;
}

const HINTS: Readonly<Record<Part, Phrase>> = {
  record: "export-part-record-hint",
  events: "export-part-events-hint",
  files: "export-part-files-hint",
  notes: "export-part-notes-hint",
};

/** The form, and what it makes. */
export function CaseFileForm(props: {
  kind: "case-file" | "package";
  shown: Shown;
  exporting: Exporting;
  making: Making;
}): JSX.Element {
  const { kind, shown, exporting, making } = props;
  const disclosing = useCases().disclosingIn(shown, kind);
  const { announcer } = useDesk();
  const own = useWords();
  const { say } = own;
  const [language, setLanguage] = useState<Locale>(own.locale);
  const [parts, setParts] = useState<ReadonlySet<Part>>(new Set<Part>(["record", "events", "files"]));
  const [isOutside, setOutside] = useState<boolean | null>(disclosing.unfinished === null ? null : true);
  const [purpose, setPurpose] = useState("");
  const [disclosure, setDisclosure] = useState<Disclosure>(disclosing.unfinished ?? NO_DISCLOSURE);
  const [missing, setMissing] = useState<ReadonlySet<Missing>>(new Set());
  const [withContact, setWithContact] = useState(false);
  const [reason, setReason] = useState("");
  const [wrong, setWrong] = useState<Wrong>({ whom: false, purpose: false, reason: false });
  const [stage, setStage] = useState<Stage>({ at: "choosing", failed: null });
  const whomId = useId();
  const { policy } = shown.channel.chain.newest.keyring;
  const isWorking = stage.at === "working";
  const bytes = filesWanted(shown, parts).reduce((sum, { reference }) => sum + reference.size, 0);
  const isTooLarge = kind === "package" && !canStream(window) && bytes > MOST_IN_MEMORY;
  const tell = (progress: PackingProgress): void => {
    setStage({ at: "working", progress });
  };
  const fail = ({ failure, isLogged }: Unmade): void => {
    const why = failureInWords(failure, own);
    const said = isLogged ? `${why} ${say("export-logged-unsaved")}` : why;
    setStage({ at: "choosing", failed: said });
    announcer.interrupt(said);
  };
  const make = async (): Promise<void> => {
    const whom: For = isOutside === true ? { is: "outside", disclosure } : { is: "inside", purpose: asText(purpose).trim() };
    const asked = { language, parts, for: whom, contactReason: withContact ? asText(reason).trim() : null };
    const lacking = isOutside === true ? missingIn(disclosure, true) : new Set<Missing>();
    const left = { whom: isOutside === null, purpose: whom.is === "inside" && whom.purpose === "", reason: asked.contactReason === "" };
    setMissing(lacking);
    setWrong(left);
    if (left.whom || left.purpose || left.reason || lacking.size > 0 || isTooLarge) return;
    const words = new Words(language);
    if (kind === "case-file") {
      setStage({ at: "working", progress: null });
      const made = await exporting.caseFile(shown, asked, words, making, tell);
      if (made.is === "failed") {
        fail(made);
        return;
      }
      setStage({ at: "sheet", sheet: made.sheet });
      announcer.say(say("export-sheet-ready"));
      return;
    }
    // At once, while the browser still takes the press for a wish to save.
    const target = await chooseTarget(window, `${referenceIn(shown)}.zip`);
    if (target === null) return;
    setStage({ at: "working", progress: null });
    const made = await exporting.package(shown, asked, words, making, target, tell);
    if (made.is === "failed") {
      fail(made);
      return;
    }
    const saved = say("export-saved", { files: made.files, size: bytesInWords(made.bytes, own) });
    const said = made.left === 0 ? saved : `${saved} ${say("export-damaged-files", { count: made.left })}`;
    setStage({ at: "saved", words: said });
    announcer.say(said);
  };
  if (stage.at === "sheet") {
    return (
      <>
        <div class="row export-ways">
          <button
            type="button"
            class="button"
            onClick={() => {
              window.print();
            }}
          >
            {say("export-print")}
          </button>
          <button
            type="button"
            class="button plain"
            onClick={() => {
              setStage({ at: "choosing", failed: null });
            }}
          >
            {say("export-again")}
          </button>
        </div>
        <p class="hint">{say("export-print-hint")}</p>
        <SheetView sheet={stage.sheet} />
      </>
    );
  }
  if (stage.at === "saved") {
    return (
      <Notice tone="plain">
        <p>{stage.words}</p>
        <p>{say("export-check-hint")}</p>
        <button
          type="button"
          class="button plain tiny"
          onClick={() => {
            setStage({ at: "choosing", failed: null });
          }}
        >
          {say("export-again")}
        </button>
      </Notice>
    );
  }
  return (
    <Form onSubmit={make}>
      <p class="hint">{say(kind === "case-file" ? "export-case-file-about" : "export-package-about")}</p>
      {kind === "package" && !canStream(window) ? (
        <p class={isTooLarge ? "error" : "hint"}>{say("export-memory", { bound: bytesInWords(MOST_IN_MEMORY, own, "down") })}</p>
      ) : null}
      <LanguageChoice language={language} onLanguage={setLanguage} disabled={isWorking} />
      <fieldset class="field choice">
        <legend>{say("export-parts")}</legend>
        <p class="hint">{say("export-parts-always")}</p>
        {PARTS.map((part) => (
          <label key={part} class="check">
            <input
              type="checkbox"
              checked={parts.has(part)}
              disabled={isWorking}
              onChange={({ currentTarget }) => {
                const rest = [...parts].filter((each) => each !== part);
                setParts(new Set(currentTarget.checked ? [...rest, part] : rest));
              }}
            />
            <span>
              {say(PART_WORDS[part])}
              <span class="hint">{say(HINTS[part])}</span>
            </span>
          </label>
        ))}
        {policy.contact === "one" && contactIn(shown.opened) === "sealed" ? (
          <label class="check">
            <input
              type="checkbox"
              checked={withContact}
              disabled={isWorking}
              onChange={({ currentTarget }) => {
                setWithContact(currentTarget.checked);
              }}
            />
            <span>
              {say("cases-contact")}
              <span class="hint">{say("export-contact-hint")}</span>
            </span>
          </label>
        ) : (
          <p class="hint">{say(policy.contact === "two" ? "cases-contact-two" : "cases-contact-damaged")}</p>
        )}
      </fieldset>
      {withContact ? (
        <Field
          label={say("cases-contact-reason")}
          hint={say("cases-contact-reason-hint")}
          error={wrong.reason ? say("cases-contact-reason-missing") : null}
          value={reason}
          onValue={setReason}
          lines={2}
          readOnly={isWorking}
        />
      ) : null}
      <Grouped id={whomId} label={say("export-whom")} hint={say("export-whom-hint")} error={wrong.whom ? say("export-whom-missing") : null} below={null} radios>
        {([false, true] as const).map((each) => (
          <label key={String(each)} class="check">
            <input
              type="radio"
              name={`${whomId}-whom`}
              checked={isOutside === each}
              disabled={isWorking}
              onChange={() => {
                setOutside(each);
              }}
            />
            {say(each ? "export-whom-outside" : "export-whom-inside")}
          </label>
        ))}
      </Grouped>
      {isOutside === false ? (
        <Field
          label={say("export-for")}
          hint={say("export-for-hint")}
          error={wrong.purpose ? say("export-for-missing") : null}
          value={purpose}
          onValue={setPurpose}
          readOnly={isWorking}
        />
      ) : null}
      {isOutside === true ? (
        <DisclosureFields
          shown={shown}
          disclosure={disclosure}
          missing={missing}
          withoutWhat
          disclosing={disclosing}
          readOnly={isWorking}
          onChange={setDisclosure}
        />
      ) : null}
      {stage.at === "choosing" && stage.failed !== null ? <p class="error">{stage.failed}</p> : null}
      <p class="wait" role="status">
        {isWorking ? progressInWords(stage.progress, own) : ""}
      </p>
      <div class="row">
        <button class="button" aria-disabled={isWorking || isTooLarge}>
          {say(kind === "case-file" ? "export-make-case-file" : "export-make-package")}
        </button>
        {isWorking ? (
          <button
            type="button"
            class="button plain"
            onClick={() => {
              exporting.cancel();
            }}
          >
            {say("cases-cancel")}
          </button>
        ) : null}
      </div>
    </Form>
  );
}

function progressInWords(progress: PackingProgress | null, { say, number }: Words): string {
  if (progress === null || progress.of === 0) return say("export-working");
  return say("export-working-files", { done: number(progress.done + 1), of: number(progress.of) });
}

/** Why nothing came of an export, and what to do. */
export function failureInWords(failure: Failure, words: Words): string {
  const { say } = words;
  switch (failure.why) {
    case "not-logged":
      return `${say("export-not-logged")} ${outcomeInWords(failure.outcome, words)}`;
    case "undisclosed":
      return disclosureInWords(failure.outcome, words) ?? say("export-not-logged");
    case "contact-not-stored":
      return failure.outcome.is === "unknown"
        ? say("cases-contact-perhaps-stored")
        : `${say("cases-contact-not-opened")} ${outcomeInWords(failure.outcome, words)}`;
    case "contact-damaged":
      return say("cases-contact-damaged");
    case "cancelled":
      return say("export-cancelled");
    case "too-large":
      return say("export-memory", { bound: bytesInWords(MOST_IN_MEMORY, words, "down") });
    case "disk":
      return say("export-disk");
    case "unfetched":
      return say("export-unfetched", { name: failure.name });
  }
}
