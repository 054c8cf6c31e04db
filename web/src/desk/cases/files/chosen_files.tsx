/** In the box: choosing files for a letter, what they would give away, and how far they are on their way. */
import type { JSX } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { FINDING_WORDS } from "../../../cleaning/words.ts";
import { bytesInWords } from "../../../files/amount.ts";
import { watchForDrops } from "../../../files/dropping.ts";
import type { FileError } from "../../../files/port.ts";
import { ApiError, problemNamed } from "../../api.ts";
import { inWords } from "../../problem.ts";
import { useWords, type Phrase, type Words } from "../../words.ts";
import { carryingOf, type Carrying } from "./carrying.ts";
import { KindIcon } from "./icon.tsx";
import { kindOf, KIND_WORDS } from "./kind.ts";
import type { Bounds } from "./listing.ts";
import type { Outgoing, OutgoingFiles, OutgoingState, Version } from "./outgoing.ts";
import { ProgressLine } from "./progress_line.tsx";

interface ChosenProps {
  readonly files: OutgoingFiles;
  readonly bounds: Bounds | null;
  /** Whether the letter goes to the reporter. */
  readonly isMessage: boolean;
  readonly isSending: boolean;
  readonly onStop: () => void;
}

/** The files of the letter in the box. */
export function ChosenFiles({ files, bounds, isMessage, isSending, onStop }: ChosenProps): JSX.Element {
  const words = useWords();
  const { say } = words;
  const list = files.list.value;
  const surplus = files.surplus.value;
  const isCleanable = list.some(({ inspection }) => inspection?.can === "clean");
  const add = (chosen: readonly File[]): void => {
    if (!isSending && chosen.length > 0) void files.add(chosen);
  };
  const isOver = useDrop(add);
  return (
    <div class={isOver ? "chosen-files over" : "chosen-files"}>
      {list.length === 0 ? null : (
        <ul class="files" aria-label={say("desk-file-chosen")}>
          {list.map((file) => (
            <Chosen key={file.key} file={file} files={files} isSending={isSending} />
          ))}
        </ul>
      )}
      {surplus === null ? null : (
        <p class="file-wrong" role="alert">
          {say(surplus === "too-many" ? "desk-file-too-many" : "desk-file-case-full")}
        </p>
      )}
      {list.length === 0 ? null : isSending ? (
        <Under files={files} list={list} onStop={onStop} />
      ) : (
        <p class="hint">
          {isCleanable ? `${say(isMessage ? "desk-file-why-cleaned" : "desk-file-why-original")} ` : null}
          {say("desk-file-not-kept")}
        </p>
      )}
      {isOver ? <p class="drop-here">{say("desk-file-drop")}</p> : null}
      {isSending ? null : <Add bounds={bounds} onAdd={add} />}
    </div>
  );
}

function Add({ bounds, onAdd }: { bounds: Bounds | null; onAdd: (chosen: readonly File[]) => void }) {
  const words = useWords();
  const { say } = words;
  const input = useRef<HTMLInputElement>(null);
  const hint = useId();
  if (bounds?.open === false) return <p class="hint">{say("desk-file-closed")}</p>;
  return (
    <p class="add-files">
      <button type="button" class="button plain tiny" aria-describedby={hint} onClick={() => input.current?.click()}>
        {say("desk-file-add")}
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          const { currentTarget } = event;
          onAdd([...(currentTarget.files ?? [])]);
          // The same file can be chosen again after it was removed.
          currentTarget.value = "";
        }}
      />
      <span class="hint" id={hint}>
        {say("desk-file-or-drop")}
        {bounds === null
          ? null
          : ` ${say("desk-file-bounds", {
              largest: bytesInWords(bounds.largest, words, "down"),
              whole: bytesInWords(bounds.perCase, words, "down"),
              left: bytesInWords(bounds.left, words, "down"),
            })}`}
      </span>
    </p>
  );
}

function Under({ files, list, onStop }: { files: OutgoingFiles; list: readonly Outgoing[]; onStop: () => void }) {
  const { say } = useWords();
  const isPaused = files.isPaused.value;
  if (list.every(({ state }) => state.is === "up")) return null;
  return (
    <div class="files-under">
      <p class="hint">
        {say("desk-file-sending")} {say("desk-file-stay")}
      </p>
      <div class="row">
        <button
          type="button"
          class="button plain tiny"
          onClick={() => {
            if (isPaused) files.resume();
            else files.pause();
          }}
        >
          {say(isPaused ? "desk-file-resume" : "desk-file-pause")}
        </button>
        <button type="button" class="button plain tiny" onClick={onStop}>
          {say("desk-file-stop")}
        </button>
      </div>
    </div>
  );
}

function Chosen({ file, files, isSending }: { file: Outgoing; files: OutgoingFiles; isSending: boolean }) {
  const words = useWords();
  const { say } = words;
  const { key, name, state, inspection } = file;
  const kind = kindOf(file);
  const wrong = wrongWith(state);
  const is = IN_WORDS[state.is];
  return (
    <li class={wrong === null ? "file" : "file wrong"}>
      <KindIcon kind={kind} />
      <div class="file-what">
        <span class="file-name">
          <bdi dir="auto">{name}</bdi>
        </span>
        <span class="file-about">
          {[say(KIND_WORDS[kind]), bytesInWords(file.size, words), ...(is === undefined ? [] : [say(is)])].join(" · ")}
        </span>
        {state.is === "moving" ? (
          <ProgressLine label={say("desk-file-sending-of", { name })} progress={state.progress} size={file.size} />
        ) : null}
        <Carries file={file} />
        {wrong === null ? null : (
          <p class="file-wrong">
            {say(wrong)} {state.is === "failed" ? failureInWords(state.because, words) : null}
          </p>
        )}
        {inspection?.can === "clean" && !isSending ? <Versions file={file} files={files} /> : null}
      </div>
      {isSending ? null : (
        <div class="file-do">
          <button
            type="button"
            class="button plain tiny"
            aria-label={say("desk-file-remove-of", { name })}
            onClick={() => {
              files.remove(key);
            }}
          >
            {say("desk-file-remove")}
          </button>
        </div>
      )}
    </li>
  );
}

/** What a file gives away as it goes. */
function Carries({ file }: { file: Outgoing }) {
  return (
    <>
      {carryingOf(file).map((carrying) => (
        <Line key={carrying.words} carrying={carrying} />
      ))}
    </>
  );
}

function Line({ carrying: { words, findings } }: { carrying: Carrying }) {
  const { say } = useWords();
  const told = findings.map(({ what, detail }) => [say(FINDING_WORDS[what]), detail] as const);
  return (
    <p class="file-carries">
      {say(words)}
      {told.map(([what, detail], at) => (
        <span key={at}>
          {at === 0 ? " " : ", "}
          {what}
          {detail === null ? null : (
            <>
              {" "}
              (<bdi dir="auto">{detail}</bdi>)
            </>
          )}
        </span>
      ))}
    </p>
  );
}

function Versions({ file, files }: { file: Outgoing; files: OutgoingFiles }) {
  const { say } = useWords();
  const choice = (version: Version, words: Phrase): JSX.Element => (
    <button
      type="button"
      class="chip"
      aria-pressed={file.version === version}
      onClick={() => {
        files.choose(file.key, version);
      }}
    >
      {say(words)}
    </button>
  );
  return (
    <div class="file-versions" role="group" aria-label={say("desk-file-version-of", { name: file.name })}>
      {choice("cleaned", "desk-file-version-cleaned")}
      {choice("original", "desk-file-version-original")}
    </div>
  );
}

const IN_WORDS: Readonly<Partial<Record<OutgoingState["is"], Phrase>>> = {
  inspecting: "desk-file-inspecting",
  cleaning: "desk-file-cleaning",
  up: "desk-file-up",
};

function wrongWith({ is }: OutgoingState): Phrase | null {
  switch (is) {
    case "unreadable":
      return "desk-file-unreadable";
    case "too-large":
      return "desk-file-too-large";
    case "not-cleaned":
      return "desk-file-not-cleaned";
    case "failed":
      return "desk-file-not-up";
    case "inspecting":
    case "ready":
    case "cleaning":
    case "moving":
    case "up":
      return null;
  }
}

/** Why the server did not take a file: by what it answered, whoever asked. */
function failureInWords({ kind, problem, cause }: FileError, words: Words): string {
  if (cause instanceof ApiError) return inWords(cause, words);
  if (kind === "worker") return words.say("desk-file-failed-worker");
  const known = problem === null ? null : problemNamed(problem);
  return known === null ? words.say("desk-problem-unforeseen") : inWords(new ApiError(known), words);
}

/** Files that are dropped on the box; whether some are above it now. */
function useDrop(add: (files: readonly File[]) => void): boolean {
  const [isOver, setOver] = useState(false);
  const take = useRef(add);
  take.current = add;
  useEffect(() => {
    return watchForDrops({
      takes: (there) => there.closest(".composer") !== null,
      over: setOver,
      take: (files) => {
        take.current(files);
      },
    });
  }, []);
  return isOver;
}
