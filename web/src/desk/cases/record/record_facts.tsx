/** Beside the case: the gist of its record, and the ways into it. */
import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";
import type { Day } from "../../../sealing/day.ts";
import { useShortcuts } from "../../parts/keys.ts";
import { useWords } from "../../words.ts";
import { useCases } from "../context.ts";
import type { Correspondence } from "../correspondence.ts";
import type { Shown } from "../current.ts";
import { dayInWords } from "../days_in_words.ts";
import { canWrite } from "../opening.ts";
import { AssignDialog } from "./assign_dialog.tsx";
import type { RecordEditing } from "./editing.ts";
import { onLine, termInWords, valueInWords } from "./in_words.ts";
import { MoveDialog } from "./move_dialog.tsx";
import { phaseIn } from "./moving.ts";
import { valueIn, type TermName } from "./terms.ts";
import { recordOf } from "./versions.ts";
import { sayingOf } from "./writers.ts";

interface RecordFactsProps {
  readonly shown: Shown;
  readonly correspondence: Correspondence;
  readonly record: RecordEditing;
  readonly today: Day;
}

/** The terms that are shown, in order; the next step stands apart, with its day. */
const GIST: readonly TermName[] = ["assigned", "priority", "category", "severity", "finding"];

/** The section. */
export function RecordFacts({ shown, correspondence, record: editing, today }: RecordFactsProps): JSX.Element {
  const { ports } = useCases();
  const words = useWords();
  const { say } = words;
  const [isMoving, setMoving] = useState(false);
  const [isAssigning, setAssigning] = useState(false);
  const record = recordOf(shown.opened.internal.entries);
  const saying = sayingOf(shown, words);
  const isWriter = canWrite(shown.opened, ports.member);
  const isClosed = phaseIn(shown) === "closed";
  const gist = GIST.map((name) => [name, onLine(valueInWords(name, record.get(name) ?? "", saying))] as const).filter(
    ([, value]) => value !== "",
  );
  const step = onLine(record.get("next-step") ?? "");
  const by = valueIn(record, "next-by");
  const tags = valueIn(record, "tags") ?? [];
  const isMovable = isWriter && !isClosed;
  useShortcuts(
    () => [
      ...(isWriter
        ? [
            {
              key: "e",
              does: "record-key-edit",
              run: () => {
                editing.open(null);
              },
            } as const,
            {
              key: "p",
              does: "assign-key",
              run: () => {
                setAssigning(true);
              },
            } as const,
          ]
        : []),
      ...(isMovable
        ? [
            {
              key: "m",
              does: "record-key-move",
              run: () => {
                setMoving(true);
              },
            } as const,
          ]
        : []),
    ],
    [editing, isWriter, isMovable],
  );
  return (
    <section>
      <h3>{say("record-title")}</h3>
      {record.size === 0 ? <p class="quiet">{say("record-empty")}</p> : null}
      {gist.length === 0 && step === "" ? null : (
        <dl class="facts">
          {gist.map(([name, value]) => (
            <Fact key={name} name={termInWords(name, words)}>
              {value}
            </Fact>
          ))}
          {step === "" ? null : (
            <Fact name={termInWords("next-step", words)}>
              <span dir="auto">{step}</span>
              {by === null ? null : (
                <span class={by < today ? "next-by warn" : "next-by"}>
                  {say("record-next-by-day", { day: dayInWords(by, today, words) })}
                </span>
              )}
            </Fact>
          )}
        </dl>
      )}
      {tags.length === 0 ? null : (
        <ul class="tag-list" aria-label={termInWords("tags", words)}>
          {tags.map((tag) => (
            <li key={tag} class="tag" dir="auto">
              {tag}
            </li>
          ))}
        </ul>
      )}
      {isWriter ? (
        <div class="record-ways">
          <button
            type="button"
            class="button plain tiny"
            onClick={() => {
              editing.open(null);
            }}
          >
            {say(record.size === 0 ? "record-fill-in" : "record-edit")} <kbd aria-hidden="true">E</kbd>
          </button>
          <button
            type="button"
            class="button plain tiny"
            onClick={() => {
              setAssigning(true);
            }}
          >
            {say("assign")} <kbd aria-hidden="true">P</kbd>
          </button>
          {isClosed ? null : (
            <button
              type="button"
              class="button plain tiny"
              onClick={() => {
                setMoving(true);
              }}
            >
              {say("record-move")} <kbd aria-hidden="true">M</kbd>
            </button>
          )}
        </div>
      ) : null}
      {isAssigning ? (
        <AssignDialog
          shown={shown}
          onClose={() => {
            setAssigning(false);
          }}
        />
      ) : null}
      {isMoving ? (
        <MoveDialog
          shown={shown}
          correspondence={correspondence}
          record={editing}
          onClose={() => {
            setMoving(false);
          }}
        />
      ) : null}
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
