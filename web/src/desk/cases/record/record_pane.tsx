/** The record of the case that is open: planning, assessment, investigation, conclusion, and what came before. */
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Day } from "../../../sealing/day.ts";
import { useDesk } from "../../desk.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { Form } from "../../parts/form.tsx";
import { useShortcuts } from "../../parts/keys.ts";
import { isTyping } from "../../shortcuts.ts";
import { useWords } from "../../words.ts";
import { useCases } from "../context.ts";
import { shownDays } from "../correspondence.ts";
import type { Shown } from "../current.ts";
import { reportOf } from "../digesting.ts";
import { canWrite } from "../opening.ts";
import { assignableTo } from "./assignable.ts";
import type { RecordEditing } from "./editing.ts";
import { focusOn } from "./focusing.ts";
import { OtherTerms } from "./other_terms.tsx";
import { RecordHistory } from "./record_history.tsx";
import { RecordNews } from "./record_news.tsx";
import { SaveBar, useSavingTold } from "./save_bar.tsx";
import { TermField } from "./term_field.tsx";
import { SECTIONS, TERMS, termNamed, type CaseRecord, type Section, type SectionGroup, type TermName } from "./terms.ts";
import { RecordStrikeDialog } from "../striking/record_strike_dialog.tsx";
import { versionsOf, type Version } from "./versions.ts";
import { WAIVERS } from "./waiving.ts";
import { sayingOf, writerInWords, type Reading } from "./writers.ts";

interface PaneProps {
  readonly shown: Shown;
  readonly editing: RecordEditing;
  readonly today: Day;
}

/** The record. */
export function RecordPane({ shown, editing, today }: PaneProps): JSX.Element {
  const { ports } = useCases();
  const words = useWords();
  const { say } = words;
  const place = useRef<HTMLDivElement>(null);
  const [opened, setOpened] = useState<ReadonlySet<string>>(() => openAtFirst(editing.wanted.peek().term, editing.typed.peek()));
  const reading: Reading = { me: ports.member, channel: shown.channel };
  const saying = sayingOf(reading, words);
  const versions = versionsOf(shown.opened.internal.entries);
  const wanted = editing.wanted.value;
  useSavingTold(editing, words);
  useEffect(() => {
    editing.follow(shown);
  }, [editing, shown]);
  useLayoutEffect(() => {
    focusOn(wanted.term ?? "assigned");
  }, [wanted]);
  const save = async (): Promise<void> => {
    await editing.save(unreadDays(place.current));
  };
  useShortcuts(
    () => [
      {
        key: "Mod+Enter",
        does: "record-key-save",
        run: () => {
          place.current?.querySelector("form")?.requestSubmit();
        },
      },
    ],
    [editing],
  );
  const isWriter = canWrite(shown.opened, ports.member);
  const [chosen, setChosen] = useState<Version | null>(null);
  const history = (
    <RecordHistory versions={versions} reading={reading} saying={saying} today={today} onStrike={isWriter ? setChosen : null} />
  );
  if (!isWriter) {
    return (
      <div class="record">
        {history}
        <p class="cases-cannot">{say("cases-cannot-write")}</p>
      </div>
    );
  }
  const toggle = (id: string, isOpen: boolean): void => {
    setOpened((before) => new Set(isOpen ? [...before, id] : [...before].filter((each) => each !== id)));
  };
  return (
    <div
      ref={place}
      class="record"
      onKeyDown={(event) => {
        // In a field the desk's own keys rest; this one leads out of it.
        if (event.key !== "Escape" || event.defaultPrevented || !isTyping(event.target)) return;
        event.preventDefault();
        event.stopPropagation();
        editing.leave();
      }}
    >
      <RecordNews editing={editing} reading={reading} saying={saying} />
      <Form onSubmit={save}>
        {SECTIONS.map((section) => (
          <SectionOf
            key={section.id}
            section={section}
            shown={shown}
            editing={editing}
            reading={reading}
            opened={opened}
            onToggle={toggle}
          />
        ))}
        <OtherTerms editing={editing} />
        {history}
        <SaveBar editing={editing} />
      </Form>
      <AskFirst editing={editing} onSave={save} />
      {chosen === null ? null : (
        <RecordStrikeDialog
          shown={shown}
          versions={versions}
          chosen={chosen}
          today={today}
          onClose={() => {
            setChosen(null);
          }}
        />
      )}
    </div>
  );
}

/** What is worked on most lies open, and rare groups in which something stands; where somebody is led to a term, its place does. */
function openAtFirst(wanted: TermName | null, typed: CaseRecord): ReadonlySet<string> {
  const section = wanted === null ? undefined : sectionOf(wanted);
  const used = [...typed.keys()].map((name) => termNamed(name)?.group).filter((each) => each !== undefined);
  const group = wanted === null ? undefined : termNamed(wanted)?.group;
  return new Set(["planning", "assessment", ...(section === undefined ? [] : [section.id]), ...used, ...(group === undefined ? [] : [group])]);
}

function sectionOf(name: TermName): Section | undefined {
  const group = termNamed(name)?.group;
  return SECTIONS.find(({ groups }) => groups.some((each) => each.group === group));
}

function namesIn(groups: readonly SectionGroup[]): readonly TermName[] {
  return TERMS.filter(({ group }) => groups.some((each) => each.group === group)).map(({ name }) => name);
}

function hasProblem(groups: readonly SectionGroup[], editing: RecordEditing): boolean {
  const problems = editing.problems.value;
  const conflicts = editing.conflicts.value;
  return namesIn(groups).some((name) => problems.has(name) || conflicts.has(name));
}

/** Terms in whose fields something stands that is no date yet: the browser tells no more of it. */
function unreadDays(place: HTMLElement | null): readonly TermName[] {
  const inputs = [...(place?.querySelectorAll<HTMLInputElement>('input[type="date"]') ?? [])];
  const names = inputs.filter(({ validity }) => validity.badInput).map(({ name }) => name);
  return TERMS.map(({ name }) => name).filter((name) => names.includes(name));
}

interface PartProps {
  readonly shown: Shown;
  readonly editing: RecordEditing;
  readonly reading: Reading;
  /** The sections and rare groups that lie open. */
  readonly opened: ReadonlySet<string>;
  readonly onToggle: (id: string, isOpen: boolean) => void;
}

function SectionOf(props: PartProps & { section: Section }) {
  const { section, editing, opened, onToggle } = props;
  const { say } = useWords();
  return (
    <details
      class="record-section"
      open={opened.has(section.id) || hasProblem(section.groups, editing)}
      onToggle={(event) => {
        onToggle(section.id, event.currentTarget.open);
      }}
    >
      <summary>
        <h3>{say(section.title)}</h3> <Filled names={namesIn(section.groups)} editing={editing} />
      </summary>
      {section.groups.map((group) => (
        <GroupOf key={group.group} {...props} group={group} />
      ))}
    </details>
  );
}

/** A group; folded where it is rare, until something stands in it or somebody opens it. */
function GroupOf(props: PartProps & { group: SectionGroup }) {
  const { group: each, shown, editing, opened, onToggle } = props;
  const { group, title, isRare } = each;
  const { say } = useWords();
  const typed = editing.typed.value;
  const fields = (
    <div class="record-fields">
      {TERMS.filter((term) => term.group === group && isOffered(term.name, shown, typed)).map((term) => (
        <FieldOf key={term.name} {...props} term={term} />
      ))}
    </div>
  );
  if (isRare === undefined || title === null) {
    return (
      <div class={`record-group ${group}`}>
        {title === null ? null : <h4>{say(title)}</h4>}
        {fields}
      </div>
    );
  }
  return (
    <details
      class={`record-group rare ${group}`}
      open={opened.has(group) || hasProblem([each], editing)}
      onToggle={(event) => {
        onToggle(group, event.currentTarget.open);
      }}
    >
      <summary>
        <h4>{say(title)}</h4> <Filled names={namesIn([each])} editing={editing} />
      </summary>
      {fields}
    </details>
  );
}

/** How much is filled in. */
function Filled({ names, editing }: { names: readonly TermName[]; editing: RecordEditing }) {
  const { say } = useWords();
  const typed = editing.typed.value;
  const count = names.filter((name) => (typed.get(name) ?? "") !== "").length;
  return <span class="quiet">{count === 0 ? say("record-filled-none") : say("record-filled", { count })}</span>;
}

/** What has been given is waived no more; what was waived before can still be read and taken back. */
function isOffered(name: TermName, shown: Shown, typed: CaseRecord): boolean {
  if (typed.has(name)) return true;
  const { acknowledged, fedBack } = shownDays(shown);
  const given = { acknowledgement: acknowledged !== null, feedback: fedBack !== null };
  return !(["acknowledgement", "feedback"] as const).some((duty) => {
    return given[duty] && (name === WAIVERS[duty].term || name === WAIVERS[duty].reason);
  });
}

function FieldOf(props: {
  term: (typeof TERMS)[number];
  shown: Shown;
  editing: RecordEditing;
  reading: Reading;
}) {
  const { term, shown, editing, reading } = props;
  const { cases } = useCases();
  const words = useWords();
  const { name } = term;
  const conflict = editing.conflicts.value.get(name) ?? null;
  const changing = editing.news.value.filter(({ version }) => version.changes.some(({ term: changed }) => changed === name));
  const writer = changing.at(-1)?.version.writer;
  const report = reportOf(shown.opened.conversation.entries);
  const question = shown.channel.questions.find(({ kind }) => kind === "category")?.id;
  return (
    <div class={`record-field ${term.form} ${name}`}>
      <TermField
        term={term}
        value={editing.typed.value.get(name) ?? ""}
        problem={editing.problems.value.get(name) ?? null}
        conflict={conflict}
        other={writer === undefined ? words.say("record-somebody") : writerInWords(writer, reading, words.say)}
        saying={sayingOf(reading, words)}
        members={term.form === "members" ? assignableTo(shown, reading.me) : []}
        tags={name === "tags" ? cases.tags.value : []}
        reported={report?.answers.find((answer) => answer.question === question)?.answer ?? ""}
        onValue={(value) => {
          editing.type(name, value);
        }}
        onSettle={(by) => {
          editing.settle(name, by);
        }}
      />
    </div>
  );
}

/** Before changes are left behind. */
function AskFirst({ editing, onSave }: { editing: RecordEditing; onSave: () => Promise<void> }) {
  const { announcer } = useDesk();
  const { say } = useWords();
  if (!editing.isAsking.value) return null;
  const stay = (): void => {
    editing.isAsking.value = false;
  };
  return (
    <Dialog alert title={say("record-unsaved-title")} onClose={stay}>
      <p>{say("record-unsaved")}</p>
      <div class="row">
        <button
          type="button"
          class="button"
          onClick={() => {
            stay();
            void onSave().then(() => {
              if (editing.status.peek().is === "saved") editing.isOpen.value = false;
            });
          }}
        >
          {say("record-save")}
        </button>
        <button type="button" class="button plain" onClick={stay}>
          {say("record-go-on")}
        </button>
        <button
          type="button"
          class="button plain"
          onClick={() => {
            stay();
            editing.isOpen.value = false;
          }}
        >
          {say("record-keep-draft")}
        </button>
        <button
          type="button"
          class="button quiet"
          onClick={() => {
            stay();
            editing.discard();
            editing.isOpen.value = false;
            announcer.say(say("record-discarded"));
          }}
        >
          {say("record-discard")}
        </button>
      </div>
    </Dialog>
  );
}
