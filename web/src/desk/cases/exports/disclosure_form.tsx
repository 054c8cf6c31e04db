/** Making a copy to hand out: which letters, what of them is masked and why, to whom, and whether the reporter is told. */
import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import { asText } from "../../../sealing/text.ts";
import { utf8 } from "../../../sealing/encoding.ts";
import { useDesk } from "../../desk.ts";
import { Field } from "../../parts/field.tsx";
import { Form } from "../../parts/form.tsx";
import { Notice } from "../../parts/notice.tsx";
import { useWords, Words, type Locale } from "../../words.ts";
import { useCases } from "../context.ts";
import type { Shown } from "../current.ts";
import { saveAs } from "../files/saving.ts";
import { keepingIn } from "../retention/ending.ts";
import { withGrounds, type CopyDeed } from "./deeds.ts";
import { missingIn, NO_DISCLOSURE, type Disclosure, type Missing } from "./disclosing.ts";
import { disclosureCopy } from "./disclosure_copy.ts";
import { DisclosureFields, disclosureInWords } from "./disclosure_fields.tsx";
import { htmlOf } from "./html.ts";
import { LanguageChoice } from "./language_choice.tsx";
import { carriedOver, GROUNDS, groundInWords, isMasked, leftOvers, suggestionsIn, withMark, withoutMarkAt, type Ground, type Level, type Marks } from "./masking.ts";
import { MarkingText, selectedPassages } from "./marking_text.tsx";
import { referenceIn, type Making } from "./parts.ts";
import { OFFERED, OFFERED_WORDS, piecesOf, textsOf, type Offered } from "./pieces.ts";
import { SheetView } from "./sheet_view.tsx";
import type { Sheet } from "./sheet.ts";

const LEVELS: readonly Level[] = ["reporter", "other"];
const EVERYTHING: ReadonlySet<Offered> = new Set(OFFERED);

/** The form, and then the copy. */
export function DisclosureForm({ shown, making }: { shown: Shown; making: Making }): JSX.Element {
  const disclosing = useCases().disclosingIn(shown, "copy");
  const { announcer } = useDesk();
  const own = useWords();
  const { say } = own;
  const [language, setLanguage] = useState<Locale>(own.locale);
  const [offered, setOffered] = useState<ReadonlySet<Offered>>(new Set());
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [marks, setMarks] = useState<ReadonlyMap<string, Marks>>(new Map());
  const [level, setLevel] = useState<Level>("reporter");
  // A company's handlers are bound to silence; a public body's secrecy is the act's.
  const { isPublic } = keepingIn(shown);
  const [ground, setGround] = useState<Ground>({ code: isPublic ? "osl-32-3b" : "vbl-9-1", words: "" });
  const [wanted, setWanted] = useState("");
  const [dismissed, setDismissed] = useState<ReadonlySet<string>>(new Set());
  const [disclosure, setDisclosure] = useState<Disclosure>(disclosing.unfinished ?? NO_DISCLOSURE);
  const [reasons, setReasons] = useState("");
  const [appeal, setAppeal] = useState<string | null>(null);
  const [missing, setMissing] = useState<ReadonlySet<Missing>>(new Set());
  const [wrong, setWrong] = useState<{ readonly pick: boolean; readonly reasons: boolean }>({ pick: false, reasons: false });
  const [failed, setFailed] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [sheet, setSheet] = useState<Sheet | null>(null);
  const words = useMemo(() => new Words(language), [language]);
  const pieces = useMemo(() => piecesOf(shown, making, words, offered), [shown, making, words, offered]);
  const chosen = pieces.filter(({ key }) => picked.has(key));
  const texts = textsOf(chosen);
  const looked = wanted.split(/[,;\n]/).map((word) => word.trim()).filter((word) => word.length >= 2);
  const suggestions = texts
    .flatMap(([name, text]) => suggestionsIn(text, looked).map((each) => ({ ...each, name, id: `${name} ${each.from} ${each.to}` })))
    .filter(({ id, name, from, to }) => !dismissed.has(id) && !isMasked(marks.get(name) ?? [], from, to));
  const hasMarks = texts.some(([name]) => (marks.get(name) ?? []).length > 0);
  // What a company decides is appealed nowhere, but for one that a municipality owns.
  const appealText = appeal ?? (isPublic ? words.say("export-appeal-standard") : "");
  const grounds = texts.flatMap(([name]) => (marks.get(name) ?? []).map((mark) => mark.ground.words));
  const left = leftOvers(
    texts.map(([name, text]) => [text, marks.get(name) ?? []] as const),
    [reasons, appealText, disclosure.recipient, disclosure.basis, ...grounds],
  );
  const hasGround = groundInWords(ground, own).trim() !== "";
  const mask = (name: string, from: number, to: number): void => {
    if (!hasGround) return;
    setMarks((before) => new Map(before).set(name, withMark(before.get(name) ?? [], { from, to, level, ground })));
  };
  const bare = (name: string, at: number): void => {
    setMarks((before) => new Map(before).set(name, withoutMarkAt(before.get(name) ?? [], at)));
  };
  const tellIn = (next: Locale): void => {
    // Of what is not offered any more, too: it may be offered again.
    const all = (of: Words): ReadonlyMap<string, string> => new Map(textsOf(piecesOf(shown, making, of, EVERYTHING)));
    setMarks(carriedOver(marks, all(words), all(new Words(next))));
    setLanguage(next);
  };
  const complete = async (): Promise<void> => {
    setFailed(null);
    const lacking = { pick: chosen.length === 0, reasons: hasMarks && reasons.trim() === "" };
    setWrong(lacking);
    if (lacking.pick || lacking.reasons) {
      setMissing(missingIn(disclosure, true));
      return;
    }
    setBusy(true);
    const said = { reasons: hasMarks ? asText(reasons).trim() : "", appeal: hasMarks ? asText(appealText).trim() : "" };
    const outcome = await disclosing.complete(shown, disclosure, (to): CopyDeed => ({
      what: "copy",
      to,
      language,
      pieces: chosen.map(({ key }) => key),
      ...withGrounds(new Map(texts.map(([name]) => [name, marks.get(name) ?? []]))),
      ...said,
    }));
    setBusy(false);
    setMissing(outcome.is === "incomplete" ? outcome.missing : new Set());
    if (outcome.is === "done") {
      const of = {
        shown,
        making,
        pieces: chosen,
        marks,
        recipient: disclosure.recipient.trim(),
        basis: disclosure.basis.trim(),
        ...said,
      };
      setSheet(disclosureCopy(of, words));
      // Nothing of what was masked waits on the page any more.
      setMarks(new Map());
      setPicked(new Set());
      announcer.say(say("export-copy-ready"));
      return;
    }
    const failure = disclosureInWords(outcome, own);
    setFailed(failure);
    if (failure !== null) announcer.interrupt(failure);
  };
  if (sheet !== null) {
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
              saveAs(`${referenceIn(shown)}.html`, new Blob([utf8(htmlOf(sheet))]));
            }}
          >
            {say("export-copy-save")}
          </button>
          <button
            type="button"
            class="button plain"
            onClick={() => {
              setSheet(null);
            }}
          >
            {say("export-again")}
          </button>
        </div>
        <p class="hint">{say("export-print-hint")}</p>
        <SheetView sheet={sheet} />
      </>
    );
  }
  return (
    <Form onSubmit={complete}>
      <p class="hint">{say("export-copy-about")}</p>
      <LanguageChoice language={language} onLanguage={tellIn} disabled={isBusy} />
      <section class="marking-tools" aria-label={say("export-mask-title")}>
        <h4>{say("export-mask-title")}</h4>
        <div class="field">
          <label for="export-level">{say("export-level")}</label>
          <select
            id="export-level"
            class="input"
            value={level}
            disabled={isBusy}
            onChange={({ currentTarget }) => {
              setLevel(LEVELS.find((each) => each === currentTarget.value) ?? "reporter");
            }}
          >
            {LEVELS.map((each) => (
              <option key={each} value={each}>
                {say(each === "reporter" ? "export-level-reporter" : "export-level-other")}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for="export-ground">{say("export-ground")}</label>
          <select
            id="export-ground"
            class="input"
            value={ground.code ?? ""}
            disabled={isBusy}
            onChange={({ currentTarget }) => {
              setGround({ ...ground, code: GROUNDS.has(currentTarget.value) ? currentTarget.value : null });
            }}
          >
            {[...GROUNDS].map(([code, phrase]) => (
              <option key={code} value={code}>
                {say(phrase)}
              </option>
            ))}
            <option value="">{say("export-ground-own")}</option>
          </select>
        </div>
        {ground.code === null ? (
          <Field
            label={say("export-ground-words")}
            error={hasGround ? null : say("export-ground-missing")}
            value={ground.words}
            onValue={(said) => {
              setGround({ code: null, words: asText(said).replaceAll("\n", " ").slice(0, 200) });
            }}
            readOnly={isBusy}
          />
        ) : null}
        <button
          type="button"
          class="button plain"
          disabled={isBusy || !hasGround}
          // The press takes no focus, so that what is selected stays selected.
          onMouseDown={(event) => {
            event.preventDefault();
          }}
          onClick={() => {
            for (const { paragraph, from, to } of selectedPassages(window.getSelection())) mask(paragraph, from, to);
          }}
        >
          {say("export-mask-selected")}
        </button>
        <p class="hint">{say("export-mask-hint")}</p>
      </section>
      {wrong.pick ? (
        <p class="error" role="alert">
          {say("export-copy-none")}
        </p>
      ) : null}
      <fieldset class="field choice">
        <legend>{say("export-offer")}</legend>
        <p class="hint">{say("export-offer-hint")}</p>
        {OFFERED.map((each) => (
          <label key={each} class="check">
            <input
              type="checkbox"
              checked={offered.has(each)}
              disabled={isBusy}
              onChange={({ currentTarget }) => {
                const others = [...offered].filter((other) => other !== each);
                const now = new Set(currentTarget.checked ? [...others, each] : others);
                const still = new Set(piecesOf(shown, making, words, now).map(({ key }) => key));
                setOffered(now);
                // What is offered again later is picked again on purpose.
                setPicked(new Set([...picked].filter((key) => still.has(key))));
              }}
            />
            {say(OFFERED_WORDS[each])}
          </label>
        ))}
      </fieldset>
      {pieces.map((piece) => (
        <MarkingText
          key={piece.key}
          piece={piece}
          isPicked={picked.has(piece.key)}
          marks={marks}
          disabled={isBusy}
          onPick={(isPicked) => {
            const rest = [...picked].filter((key) => key !== piece.key);
            setPicked(new Set(isPicked ? [...rest, piece.key] : rest));
          }}
          onMask={mask}
          onBare={bare}
        />
      ))}
      {chosen.length === 0 ? null : (
        <section class="marking-suggestions" aria-label={say("export-suggestions")}>
          <h4>{say("export-suggestions")}</h4>
          <Field label={say("export-suggestions-words")} hint={say("export-suggestions-hint")} value={wanted} onValue={setWanted} readOnly={isBusy} />
          {suggestions.length === 0 ? <p class="quiet">{say("export-suggestions-none")}</p> : null}
          <ul>
            {suggestions.map(({ id, name, from, to, text }) => (
              <li key={id}>
                <span dir="auto">{text}</span>
                <button
                  type="button"
                  class="button plain tiny"
                  disabled={isBusy || !hasGround}
                  aria-label={say("export-suggestion-take-what", { words: text })}
                  onClick={() => {
                    mask(name, from, to);
                  }}
                >
                  {say("export-suggestion-take")}
                </button>
                <button
                  type="button"
                  class="button quiet tiny"
                  aria-label={say("export-suggestion-leave-what", { words: text })}
                  onClick={() => {
                    setDismissed(new Set([...dismissed, id]));
                  }}
                >
                  {say("export-suggestion-leave")}
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <h4>{say("export-decision-title")}</h4>
      <DisclosureFields
        shown={shown}
        disclosure={disclosure}
        missing={missing}
        withoutWhat
        disclosing={disclosing}
        readOnly={isBusy}
        onChange={setDisclosure}
      />
      {hasMarks ? (
        <>
          <Field
            label={say("export-reasons")}
            hint={say("export-reasons-hint")}
            error={wrong.reasons ? say("export-reasons-missing") : null}
            value={reasons}
            onValue={setReasons}
            lines={3}
            readOnly={isBusy}
          />
          <Field
            label={say("export-appeal")}
            hint={say(isPublic ? "export-appeal-hint" : "export-appeal-hint-company")}
            value={appealText}
            onValue={setAppeal}
            lines={4}
            readOnly={isBusy}
          />
        </>
      ) : null}
      {left.length === 0 ? null : (
        <Notice tone="warning">
          <p>{say("export-left-over", { words: left.join(", ") })}</p>
        </Notice>
      )}
      {failed === null ? null : <p class="error">{failed}</p>}
      <div class="row">
        <button class="button" aria-disabled={isBusy}>
          {say(isBusy ? "export-working" : "export-make-copy")}
        </button>
      </div>
    </Form>
  );
}
