/** To whom, which cases, and whether their member steps aside: or to go on with what a page that died has left. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { MemberId } from "../../../sealing/id.ts";
import { asText, characters, MOST_CHARACTERS } from "../../../sealing/text.ts";
import { Field } from "../../parts/field.tsx";
import { Form } from "../../parts/form.tsx";
import { Notice } from "../../parts/notice.tsx";
import type { CaseRow } from "../../router.ts";
import { useWords, type Phrase } from "../../words.ts";
import { useCases } from "../context.ts";
import { stateOf, type Row } from "../inbox.ts";
import { ROLE_WORDS } from "./give_dialog.tsx";
import type { Colleague } from "./hand_on_page.tsx";
import type { Plan } from "./plan.ts";

interface Wrong {
  readonly to?: Phrase;
  readonly rows?: Phrase;
  readonly reason?: Phrase;
}

/** The form. */
export function HandOnForm({ colleagues }: { colleagues: readonly Colleague[] }): JSX.Element {
  const { cases, handingOn, ports } = useCases();
  const { say } = useWords();
  const plan = handingOn.plan.value;
  const [to, setTo] = useState<MemberId | null>(plan?.to ?? null);
  const [aside, setAside] = useState(plan?.aside ?? false);
  const [chosen, setChosen] = useState<ReadonlySet<CaseRow>>(new Set(plan?.rows ?? []));
  const [reason, setReason] = useState(say("people-hand-on-reason-standard"));
  const [withClosed, setWithClosed] = useState(false);
  const [found, setFound] = useState<Wrong>({});
  const colleague = colleagues.find(({ id }) => id === to) ?? null;
  const rows = cases.ordered.value.filter(
    (row) => row.view !== null && (withClosed || stateOf(row) !== "closed" || chosen.has(row.id)),
  );
  const possible = rows.filter(({ summary }) => colleague === null || colleague.channels.has(summary.channel));
  const picked = possible.filter(({ id }) => chosen.has(id));
  // What was missing and has been chosen since is wrong no more.
  const wrong: Wrong = {
    ...(colleague === null && found.to !== undefined && { to: found.to }),
    ...(picked.length === 0 && found.rows !== undefined && { rows: found.rows }),
    ...(found.reason !== undefined && { reason: found.reason }),
  };
  const going = new Set(picked.map(({ id }) => cases.idOf(id)));
  const linked = picked.filter(({ view }) => view?.record.linked.some((id) => !going.has(id)) === true);
  if (colleagues.length === 0) return <p>{say("people-hand-on-nobody")}</p>;
  const choose = (row: CaseRow, isChosen: boolean): void => {
    const next = new Set(chosen);
    if (isChosen) next.add(row);
    else next.delete(row);
    setChosen(next);
  };
  const submit = async (): Promise<void> => {
    const why = asText(reason).trim();
    const missing: Wrong = {
      ...(colleague === null && { to: "people-give-choose" }),
      ...(picked.length === 0 && { rows: "people-hand-on-choose-cases" }),
      ...(aside && why === "" && { reason: "people-aside-reason-missing" }),
      ...(aside && characters(why) > MOST_CHARACTERS && { reason: "cases-text-too-long" }),
    };
    setFound(missing);
    if (colleague === null || Object.keys(missing).length > 0) return;
    const made: Plan = { to: colleague.id, aside, rows: picked.map(({ id }) => id) };
    await handingOn.run(made, why, say);
  };
  return (
    <Form onSubmit={submit}>
      {plan === null ? null : (
        <Notice>
          <p>{say("people-hand-on-resume", { count: plan.rows.length })}</p>
          <button
            type="button"
            class="button plain tiny"
            onClick={() => {
              handingOn.forget();
              setChosen(new Set());
            }}
          >
            {say("people-hand-on-forget")}
          </button>
        </Notice>
      )}
      <fieldset class={wrong.to === undefined ? "choice field" : "choice field wrong"} role="radiogroup" tabIndex={-1} aria-invalid={wrong.to !== undefined}>
        <legend>{say("people-hand-on-to")}</legend>
        {wrong.to === undefined ? null : <p class="error">{say(wrong.to)}</p>}
        {colleagues.map(({ id, title, role }) => (
          <label key={id} class="check">
            <input
              type="radio"
              name="people-hand-on-to"
              checked={id === to}
              onChange={() => {
                setTo(id);
              }}
            />
            <span>
              {title} <span class="quiet">{say(ROLE_WORDS[role])}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <fieldset class="choice field">
        <legend>{say("people-hand-on-how")}</legend>
        {([false, true] as const).map((each) => (
          <label key={String(each)} class="check">
            <input
              type="radio"
              name="people-hand-on-how"
              checked={each === aside}
              onChange={() => {
                setAside(each);
              }}
            />
            <span>
              {say(each ? "people-hand-on-aside" : "people-hand-on-share")}
              <span class="hint">{say(each ? "people-hand-on-aside-hint" : "people-hand-on-share-hint")}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {aside ? (
        <Field
          label={say("people-aside-reason")}
          hint={say("people-aside-reason-hint")}
          error={wrong.reason === undefined ? null : say(wrong.reason)}
          value={reason}
          onValue={setReason}
          lines={2}
        />
      ) : null}
      <fieldset class={wrong.rows === undefined ? "choice field" : "choice field wrong"} tabIndex={-1} aria-invalid={wrong.rows !== undefined}>
        <legend>{say("people-hand-on-cases")}</legend>
        {wrong.rows === undefined ? null : <p class="error">{say(wrong.rows)}</p>}
        <div class="row">
          <button
            type="button"
            class="button plain tiny"
            onClick={() => {
              setChosen(new Set(possible.map(({ id }) => id)));
            }}
          >
            {say("people-hand-on-all")}
          </button>
          <button
            type="button"
            class="button plain tiny"
            onClick={() => {
              setChosen(new Set(possible.filter(({ view }) => view?.record.assigned.includes(ports.member) === true).map(({ id }) => id)));
            }}
          >
            {say("people-hand-on-mine")}
          </button>
          <label class="check">
            <input
              type="checkbox"
              checked={withClosed}
              onChange={(event) => {
                setWithClosed(event.currentTarget.checked);
              }}
            />
            {say("people-hand-on-closed")}
          </label>
        </div>
        <ul class="hand-on-cases">
          {possible.map((row) => (
            <li key={row.id}>
              <Pick row={row} isChosen={chosen.has(row.id)} onChoose={choose} />
            </li>
          ))}
        </ul>
      </fieldset>
      {linked.length === 0 ? null : (
        <Notice tone="warning">
          <p>{say("people-hand-on-linked", { count: linked.length })}</p>
        </Notice>
      )}
      <p class="quiet">{say(aside ? "people-hand-on-seen-aside" : "people-hand-on-seen")}</p>
      <button class="button">{say("people-hand-on-do", { count: picked.length })}</button>
    </Form>
  );
}

function Pick(props: { row: Row; isChosen: boolean; onChoose: (row: CaseRow, isChosen: boolean) => void }) {
  const { row, isChosen, onChoose } = props;
  const { say } = useWords();
  const title = row.view?.title ?? "";
  return (
    <label class="check">
      <input
        type="checkbox"
        checked={isChosen}
        onChange={(event) => {
          onChoose(row.id, event.currentTarget.checked);
        }}
      />
      <span>
        <span class="case-reference">{row.view?.reference}</span> {title === "" ? say("cases-row-untitled") : title}
      </span>
    </label>
  );
}
