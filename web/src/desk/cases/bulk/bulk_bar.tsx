/** Below the inbox while rows are chosen: how many, what is changed in all of them, how far that is, and what failed. */
import type { JSX } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { parseMemberId, type MemberId } from "../../../sealing/id.ts";
import { useDesk } from "../../desk.ts";
import { Form } from "../../parts/form.tsx";
import { Link } from "../../parts/link.tsx";
import { useWords, type Words } from "../../words.ts";
import { outcomeInWords } from "../composer.tsx";
import { problemInWords, useCases } from "../context.ts";
import type { Row } from "../inbox.ts";
import { useTitles, type Titles } from "../inbox_words.ts";
import { TagLine } from "../record/tag_line.tsx";
import type { BulkFailure, BulkStatus } from "./bulk.ts";
import { BULK_CHANGES, tagTyped, type BulkChange } from "./changing.ts";

const CHANGE_WORDS = {
  assign: "bulk-assign",
  unassign: "bulk-unassign",
  tag: "bulk-tag",
  untag: "bulk-untag",
} as const satisfies Readonly<Record<BulkChange["is"], string>>;

/** The bar; `rows` are those that the inbox shows. */
export function BulkBar({ rows }: { rows: readonly Row[] }): JSX.Element | null {
  const { bulk } = useCases();
  const words = useWords();
  const { say } = words;
  const status = bulk.status.value;
  useBulkTold(status, words);
  if (!bulk.isChoosing.value && status.is === "idle") return null;
  const chosen = bulk.chosen.value;
  const shown = rows.filter(({ id }) => chosen.has(id)).length;
  return (
    <section class="bulk" aria-label={say("bulk")}>
      <div class="bulk-head">
        <b>{say("bulk-chosen", { count: chosen.size })}</b>
        {chosen.size > shown ? <span class="quiet">{say("bulk-hidden", { count: chosen.size - shown })}</span> : null}
        {shown < rows.length ? (
          <button
            type="button"
            class="chip"
            onClick={() => {
              bulk.choose(rows.map(({ id }) => id), true);
            }}
          >
            {say("bulk-all", { count: words.number(rows.length) })}
          </button>
        ) : null}
        <button
          type="button"
          class="chip clear"
          onClick={() => {
            bulk.end();
          }}
        >
          {say("bulk-end")}
        </button>
      </div>
      {status.is === "done" ? <Done status={status} /> : null}
      {status.is === "working" ? <Working done={status.done} of={status.of} /> : chosen.size > 0 ? <Change count={chosen.size} /> : null}
      {status.is === "idle" && chosen.size === 0 ? <p class="hint">{say("bulk-hint")}</p> : null}
    </section>
  );
}

function Working({ done, of }: { done: number; of: number }) {
  const { bulk } = useCases();
  const words = useWords();
  const { say } = words;
  const id = useId();
  return (
    <div class="bulk-working">
      <label for={id}>{say("bulk-working", { done: words.number(done), all: words.number(of) })}</label>
      <progress id={id} value={done} max={of} />
      <button
        type="button"
        class="button plain tiny"
        onClick={() => {
          bulk.stop();
        }}
      >
        {say("bulk-stop")}
      </button>
    </div>
  );
}

/** What is to be changed, and to what. */
function Change({ count }: { count: number }) {
  const { bulk, cases } = useCases();
  const words = useWords();
  const { say } = words;
  const id = useId();
  const line = useRef<HTMLInputElement>(null);
  const titles = useTitles();
  const members = useMembers(titles);
  const [what, setWhat] = useState<BulkChange["is"]>("assign");
  const [member, setMember] = useState("");
  const [tag, setTag] = useState("");
  const [isMissing, setMissing] = useState(false);
  const isTag = what === "tag" || what === "untag";
  const submit = (): void => {
    const change = changeOf(what, member, tag);
    setMissing(change === null);
    if (change === null) return;
    setTag("");
    void bulk.change(change);
  };
  return (
    <Form onSubmit={submit}>
      <div class="bulk-change">
        <label>
          <span>{say("bulk-what")}</span>
          <select
            class="cases-state"
            value={what}
            onChange={(event) => {
              const wanted = event.currentTarget.value;
              setWhat(BULK_CHANGES.find((each) => each === wanted) ?? "assign");
              setMissing(false);
            }}
          >
            {BULK_CHANGES.map((each) => (
              <option key={each} value={each}>
                {say(CHANGE_WORDS[each])}
              </option>
            ))}
          </select>
        </label>
        <div class="bulk-value">
          <label for={id}>{say(isTag ? "bulk-which-tag" : "bulk-whom")}</label>
          {isTag ? (
            <TagLine
              id={id}
              input={line}
              value={tag}
              tags={cases.tags.value}
              listLabel={say("record-tags-known")}
              isWrong={isMissing}
              describedBy={isMissing ? `${id}-error` : undefined}
              onValue={setTag}
              onChoose={setTag}
            />
          ) : (
            <select
              id={id}
              class="cases-state"
              value={member}
              aria-invalid={isMissing}
              aria-describedby={isMissing ? `${id}-error` : undefined}
              onChange={(event) => {
                setMember(event.currentTarget.value);
              }}
            >
              <option value="">{say("bulk-choose")}</option>
              {members.map((each) => (
                <option key={each.id} value={each.id}>
                  {each.name}
                </option>
              ))}
            </select>
          )}
        </div>
      </div>
      {isMissing ? (
        <p class="error" id={`${id}-error`}>
          {say(isTag ? "bulk-missing-tag" : "bulk-missing-member")}
        </p>
      ) : null}
      <button class="button tiny">{say("bulk-change", { count })}</button>
    </Form>
  );
}

function changeOf(what: BulkChange["is"], member: string, tag: string): BulkChange | null {
  if (what === "tag" || what === "untag") return tagTyped(tag) === "" ? null : { is: what, tag: tagTyped(tag) };
  const id = parseMemberId(member);
  return id === null ? null : { is: what, member: id };
}

/** Handlers and deputies of every channel, oneself first. */
function useMembers(titles: Titles): readonly { readonly id: MemberId; readonly name: string }[] {
  const { ports } = useCases();
  const { say, locale } = useWords();
  const known = [...useDesk().channels.all.value.values()];
  const ids = known.flatMap(({ chain }) => {
    if (chain === null) return [];
    const { handlers, deputies } = chain.newest.keyring;
    return [...handlers, ...deputies].map(({ id }) => id);
  });
  const nameOf = (id: MemberId): string => (id === ports.member ? say("bulk-me") : titles(id));
  return [...new Set(ids)]
    .map((id) => ({ id, name: nameOf(id) }))
    .sort((one, other) => Number(other.id === ports.member) - Number(one.id === ports.member) || one.name.localeCompare(other.name, locale));
}

function Done({ status }: { status: Extract<BulkStatus, { readonly is: "done" }> }) {
  const { cases, bulk } = useCases();
  const words = useWords();
  const { say } = words;
  const { failed, left } = status;
  return (
    <div class={failed.length > 0 ? "bulk-done error" : "bulk-done"}>
      <p>{doneInWords(status, words)}</p>
      {failed.length === 0 ? null : (
        <details open={failed.length <= 3}>
          <summary>{say("bulk-failed-list")}</summary>
          <ul>
            {failed.map((each) => (
              <li key={each.row}>
                <Link to={{ at: "inbox", open: each.row }}>
                  <span class="case-reference">{cases.rows.value.get(each.row)?.view?.reference ?? say("cases-row-damaged")}</span>
                </Link>{" "}
                {failureInWords(each.why, words)}
              </li>
            ))}
          </ul>
        </details>
      )}
      {failed.length + left > 0 && bulk.chosen.value.size > 0 ? (
        <button
          type="button"
          class="button plain tiny"
          onClick={() => {
            void bulk.change(status.change);
          }}
        >
          {say("bulk-again")}
        </button>
      ) : null}
    </div>
  );
}

/** What came of it. */
function doneInWords({ changed, same, failed, left }: Extract<BulkStatus, { readonly is: "done" }>, { say }: Words): string {
  return [
    say("bulk-done", { count: changed }),
    same > 0 ? say("bulk-done-same", { count: same }) : "",
    left > 0 ? say("bulk-done-left", { count: left }) : "",
    failed.length > 0 ? say("bulk-done-failed", { count: failed.length }) : "",
  ]
    .filter((sentence) => sentence !== "")
    .join(" ");
}


function failureInWords(why: BulkFailure, words: Words): string {
  switch (why.is) {
    case "unopened":
      return words.say("bulk-failed-unopened");
    case "no-key":
      return words.say("bulk-failed-no-key");
    case "too-many-tags":
      return words.say("bulk-failed-tags");
    case "unsent":
      return outcomeInWords(why.outcome, words);
    case "problem":
      return problemInWords(why.because, words);
  }
}

/** Tells a screen reader when it begins, and what came of it. */
function useBulkTold(status: BulkStatus, words: Words): void {
  const { announcer } = useDesk();
  const before = useRef(status.is);
  useEffect(() => {
    if (before.current === status.is) return;
    before.current = status.is;
    if (status.is === "working") announcer.say(words.say("bulk-began"));
    if (status.is === "done") announcer.say(doneInWords(status, words));
  }, [status, announcer, words]);
}
