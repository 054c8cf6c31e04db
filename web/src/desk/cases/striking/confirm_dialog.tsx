/** Agreeing to what somebody else proposes to strike: what stands there, what they would leave, why, and what will happen. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { ThreadName } from "../../../sealing/body.ts";
import type { Proposed } from "../../../sealing/struck.ts";
import { useWords, type Words } from "../../words.ts";
import { useCases } from "../context.ts";
import type { Shown } from "../current.ts";
import { Prose } from "../prose.tsx";
import { termInWords } from "../record/in_words.ts";
import { versionsOf, type Version } from "../record/versions.ts";
import { writerInWords } from "../record/writers.ts";
import { Consequences } from "./consequences.tsx";
import { targetInWords } from "./in_words.ts";
import { ownWordsGone, whatKeepsVersions } from "./record_versions.ts";
import { filesIn, textOf, whatKeeps, type Kept, type Strikable } from "./strikable.ts";
import { KEPT_WORDS, StrikeForm, Unstrikable, useSubmission } from "./strike_form.tsx";
import { Striking, type Confirming } from "./striking.ts";
import { pendingIn } from "./struck.ts";

interface Props {
  readonly shown: Shown;
  readonly thread: ThreadName;
  readonly proposed: Proposed;
  readonly onClose: () => void;
}

/** What a proposal would strike: a letter, or versions of the record that were proposed together. */
type Target =
  | { readonly is: "letter"; readonly entry: Strikable }
  | { readonly is: "versions"; readonly versions: readonly Version[]; readonly proposals: readonly Proposed[] };

/** Cannot be closed while something is on its way, so that its member learns what became of it. */
export function ConfirmDialog(props: Props): JSX.Element {
  const { shown, onClose } = props;
  // What is struck meanwhile stays named until the dialog is closed.
  const [target] = useState(() => targetOf(props));
  const [kept] = useState(() => target && keeps(shown, target));
  if (target === null) return <Unstrikable title="striking-confirm-title" why="striking-cannot-show" onClose={onClose} />;
  return kept === null ? <ConfirmForm {...props} target={target} /> : <Unstrikable title="striking-confirm-title" why={KEPT_WORDS[kept]} onClose={onClose} />;
}

function ConfirmForm({ shown, thread, proposed, target, onClose }: Props & { readonly target: Target }) {
  const atWork = useCases();
  const words = useWords();
  const { say } = words;
  const [striking] = useState(() => new Striking(atWork));
  const submission = useSubmission(onClose);
  const reading = { me: atWork.ports.member, channel: shown.channel };
  const { entry, proposes } = proposed;
  const who = writerInWords(entry.writer, reading, say);
  const confirm = async (): Promise<void> => {
    const confirming: readonly Confirming[] =
      target.is === "letter"
        ? [{ proposed, target: target.entry }]
        : target.proposals.map((each) => ({ proposed: each, target: null }));
    await submission.send(() => striking.confirm(shown, thread, confirming), "striking-done");
  };
  return (
    <StrikeForm
      alert
      title="striking-confirm-title"
      submission={submission}
      confirm="striking-confirm"
      busy="striking-busy-confirming"
      onSubmit={confirm}
    >
      {/* It is read from its beginning, and a key that is pressed twice strikes nothing. */}
      <section tabIndex={-1} autoFocus>
        <p>{say("striking-confirm-lead", { who })}</p>
      </section>
      <Prose text={say("striking-proposal-ground", { reason: proposes.ground })} language={null} />
      {isNewest(shown, thread, proposed) ? null : <p class="warn">{say("striking-newer")}</p>}
      {target.is === "letter" ? (
        <LetterOfIt shown={shown} proposed={proposed} entry={target.entry} />
      ) : (
        target.versions.map((version) => (
          <VersionOfIt key={version.n} shown={shown} version={version} />
        ))
      )}
      <Consequences thread={thread} today={shown.channel.today} isProposal={false} />
    </StrikeForm>
  );
}

/** A letter as it stands, and what would be left of it. */
function LetterOfIt({ shown, proposed, entry }: { shown: Shown; proposed: Proposed; entry: Strikable }) {
  const words = useWords();
  const { say } = words;
  const { proposes } = proposed;
  const left = new Set(proposes.files.map(({ id }) => id));
  const going = filesIn(entry).filter(({ id }) => !left.has(id));
  return (
    <>
      <h3>{say("striking-now")}</h3>
      {entry.body.kind === "strike" && entry.body.proposes !== null ? (
        <Prose text={say("striking-proposal-ground", { reason: entry.body.proposes.ground })} language={null} />
      ) : null}
      <Prose text={textOf(entry, shown, words)} language={null} />
      <h3>{say("striking-then")}</h3>
      {proposes.text === "" ? <p class="quiet">{say("striking-then-nothing")}</p> : <Prose text={proposes.text} language={null} />}
      <FileNames title={say("striking-files-left")} names={proposes.files.map(({ name }) => name)} />
      <FileNames title={say("striking-files-going")} names={going.map(({ name }) => name)} />
    </>
  );
}

function FileNames({ title, names }: { title: string; names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul>
        {names.map((name, index) => (
          <li key={index} dir="auto">
            {name}
          </li>
        ))}
      </ul>
    </>
  );
}

/** What a version of the record says that the newest does not any more. */
function VersionOfIt({ shown, version }: { shown: Shown; version: Version }) {
  const words = useWords();
  const { entries } = shown.opened.internal;
  return (
    <>
      <h3>{targetInWords(entries[version.n], shown, shown.channel.today, words)}</h3>
      <GoneWords gone={ownWordsGone(versionsOf(entries), version)} words={words} />
    </>
  );
}

function GoneWords({ gone, words }: { gone: readonly (readonly [string, string])[]; words: Words }) {
  return (
    <dl class="answers">
      {gone.map(([name, value]) => (
        <div key={name}>
          <dt>{termInWords(name, words)}</dt>
          <dd dir="auto">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Of versions of the record all that the same member proposes on the same ground; null where nothing can be read of it. */
function targetOf({ shown, thread, proposed }: Props): Target | null {
  const { conversation, internal } = shown.opened;
  const { entries } = thread === "c" ? conversation : internal;
  const target = entries[proposed.entry.body.refers.n];
  if (target?.status !== "shown") return null;
  if (target.body.kind !== "triage") return isOfLetter(target) ? { is: "letter", entry: target } : null;
  const versions = versionsOf(entries);
  const together = pendingIn(entries).filter(
    ({ entry, proposes }) => proposes.ground === proposed.proposes.ground && isSameWriter(entry, proposed.entry),
  );
  const of = together.flatMap((each) => {
    const version = versions.find(({ n }) => n === each.entry.body.refers.n);
    return version !== undefined && saysWhatGoes(versions, version, each) ? [{ version, each }] : [];
  });
  if (!of.some(({ each }) => each.entry.n === proposed.entry.n)) return null;
  return { is: "versions", versions: of.map(({ version }) => version), proposals: of.map(({ each }) => each) };
}

/** Whether the dialog shows all that goes: words that the newest version has no more, and nothing that is to stand for them. */
function saysWhatGoes(versions: readonly Version[], version: Version, { proposes }: Proposed): boolean {
  const isNewest = version.n === versions.at(-1)?.n;
  return !isNewest && ownWordsGone(versions, version).length > 0 && proposes.text === "" && proposes.files.length === 0;
}

function isSameWriter({ writer: one }: Proposed["entry"], { writer: other }: Proposed["entry"]): boolean {
  return one.side === "member" && other.side === "member" && one.holder === other.holder;
}

function isOfLetter(entry: { readonly body: { readonly kind: string } }): entry is Strikable {
  return ["report", "message", "note", "strike"].includes(entry.body.kind);
}

/** Whether nobody has proposed to strike the same since. */
function isNewest({ opened }: Shown, thread: ThreadName, { entry }: Proposed): boolean {
  const { entries } = thread === "c" ? opened.conversation : opened.internal;
  return !pendingIn(entries).some(({ entry: other }) => other.n > entry.n && other.body.refers.n === entry.body.refers.n);
}

function keeps(shown: Shown, target: Target): Kept | null {
  return target.is === "letter" ? whatKeeps(shown, target.entry) : whatKeepsVersions(shown, target.versions);
}
