/** The files of one letter: whether they are the ones that were sealed, and what can be done with them. */
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { bytesInWords } from "../../../files/amount.ts";
import type { Stand } from "../../../files/listed.ts";
import type { OpenedFile } from "../../../files/port.ts";
import type { FileReference } from "../../../sealing/file.ts";
import { useDesk } from "../../desk.ts";
import { CopyButton } from "../../parts/copy_button.tsx";
import { canPreview, Preview } from "../../preview/preview.tsx";
import { inWords } from "../../problem.ts";
import { useWords, type Phrase } from "../../words.ts";
import type { CaseFiles, FileState, NotOpened } from "./case_files.ts";
import { KindIcon } from "./icon.tsx";
import { kindOf, KIND_WORDS } from "./kind.ts";
import { ProgressLine } from "./progress_line.tsx";
import { natureOf, saveAs, type Nature } from "./saving.ts";
import { Warning } from "./warning.tsx";

/** A question that waits for its answer. */
interface Asked {
  readonly reference: FileReference;
  readonly nature: Nature;
  readonly answer: (isToBeSaved: boolean) => void;
}

/** The files of one letter. */
export function LetterFiles({ references, files }: { references: readonly FileReference[]; files: CaseFiles }): JSX.Element | null {
  const { announcer } = useDesk();
  const { say, number } = useWords();
  const heading = useId();
  const [shown, setShown] = useState<{ readonly reference: FileReference; readonly blob: Blob } | null>(null);
  const [saved, setSaved] = useState<ReadonlyMap<FileReference["id"], string | null>>(new Map());
  const [isSavingAll, setSavingAll] = useState(false);
  const { asked, ask } = useQuestion();
  const isHere = useIsHere();
  const all = useRef({ isStopped: false });
  if (references.length === 0) return null;

  const open = async (reference: FileReference): Promise<OpenedFile | null> => {
    const opened = await files.open(reference);
    const isSpoilt = opened === null && isHere() && !files.isVerified(reference);
    if (isSpoilt) announcer.interrupt(say("desk-file-was-damaged", { name: reference.name }));
    return opened;
  };
  const preview = async (reference: FileReference): Promise<boolean> => {
    const opened = await open(reference);
    if (opened !== null && isHere()) setShown({ reference, blob: opened.blob });
    return opened !== null;
  };
  const save = async (reference: FileReference): Promise<boolean> => {
    const opened = await open(reference);
    if (opened === null || !isHere()) return false;
    let nature: Nature;
    try {
      nature = await natureOf(opened.blob, reference);
    } catch (error) {
      // The browser has lost what it held, such as for want of room. Anything else is a fault of ours.
      if (!(error instanceof DOMException)) throw error;
      files.drop(reference);
      if (isHere()) announcer.say(say("desk-file-failed-worker"));
      return false;
    }
    if (!nature.isPlain && !(await ask(reference, nature))) return true;
    // Whatever was opened is gone once the case is not shown any more.
    if (!isHere()) return true;
    files.atEnd(saveAs(reference.name, opened.blob));
    setSaved((before) => new Map(before).set(reference.id, opened.sha256));
    announcer.say(say("desk-file-was-saved", { name: reference.name }));
    return true;
  };
  const saveAll = async (): Promise<void> => {
    setSavingAll(true);
    const turn = { isStopped: false };
    all.current = turn;
    for (const reference of references) {
      if (isOver(turn) || !isHere()) break;
      if (files.isVerified(reference)) await save(reference);
    }
    if (isHere()) setSavingAll(false);
  };
  const stop = (): void => {
    all.current.isStopped = true;
    for (const reference of references) files.cancel(reference);
  };

  const verified = references.filter((reference) => files.isVerified(reference)).length;
  return (
    <section class="letter-files" aria-labelledby={heading}>
      <h3 id={heading} class="unseen">
        {say("desk-file-list")}
      </h3>
      <div class="letter-files-head">
        <Verified files={files} verified={verified} count={references.length} />
        {verified < 2 ? null : isSavingAll ? (
          <button type="button" class="button plain tiny" onClick={stop}>
            {say("desk-file-save-stop")}
          </button>
        ) : (
          <button type="button" class="button plain tiny" onClick={() => void saveAll()}>
            {`${say("desk-file-save-all")} (${number(verified)})`}
          </button>
        )}
      </div>
      <ul class="files">
        {references.map((reference) => (
          <FileRow
            key={reference.id}
            reference={reference}
            files={files}
            digest={saved.get(reference.id)}
            onPreview={preview}
            onSave={save}
          />
        ))}
      </ul>
      {asked === null ? null : (
        <Warning
          name={asked.reference.name}
          claimed={asked.reference.type}
          nature={asked.nature}
          onAnswer={asked.answer}
        />
      )}
      {shown === null ? null : (
        <Preview
          blob={shown.blob}
          name={shown.reference.name}
          claimed={shown.reference.type}
          onClose={() => {
            setShown(null);
          }}
        />
      )}
    </section>
  );
}

function Verified({ files, verified, count }: { files: CaseFiles; verified: number; count: number }) {
  const words = useWords();
  const { say, number } = words;
  const looking = files.looking.value;
  if (looking.is === "looking") return <p class="letter-files-count">{say("desk-file-looking")}</p>;
  if (looking.is === "failed") {
    return (
      <p class="letter-files-count warn">
        {say("desk-file-look-failed")} {inWords(looking.because, words)} <Again files={files} />
      </p>
    );
  }
  return (
    <p class={verified === count ? "letter-files-count good" : "letter-files-count bad"}>
      {say("desk-file-verified", { verified: number(verified), count })}
    </p>
  );
}

/** Asks for the list again, because of one file that is named, or of all. */
function Again({ files, name }: { files: CaseFiles; name?: string }) {
  const { say } = useWords();
  const label = name === undefined ? {} : { "aria-label": say("desk-file-again-of", { name }) };
  return (
    <button type="button" class="button plain tiny" {...label} onClick={() => void files.lookAgain()}>
      {say("desk-file-again")}
    </button>
  );
}

interface RowProps {
  readonly reference: FileReference;
  readonly files: CaseFiles;
  /** What the file's digest was when it was saved; undefined if it has not been. */
  readonly digest: string | null | undefined;
  /** Each says whether the file was opened. */
  readonly onPreview: (reference: FileReference) => Promise<boolean>;
  readonly onSave: (reference: FileReference) => Promise<boolean>;
}

function FileRow(props: RowProps) {
  const { reference, files, digest } = props;
  const words = useWords();
  const { say } = words;
  const row = useRef<HTMLLIElement>(null);
  const state = files.state(reference);
  const stand = files.stand(reference);
  const isOpening = state.is === "opening";
  const wrong = wrongWith(stand, state);
  const kind = kindOf(reference);
  const about = [say(KIND_WORDS[kind]), bytesInWords(reference.size, words)];
  const is = stateInWords(stand, state);
  const begin = (what: RowProps["onSave"]) => (): void => {
    if (isOpening) return;
    void what(reference).then((isOpen) => {
      // The button that was pressed may be gone with what was found.
      if (!isOpen && document.activeElement === document.body) row.current?.focus();
    });
  };
  return (
    <li class={wrong === null ? "file" : "file wrong"} ref={row} tabIndex={-1}>
      <KindIcon kind={kind} />
      <div class="file-what">
        <span class="file-name">
          <bdi dir="auto">{reference.name}</bdi>
        </span>
        <span class="file-about">
          {about.join(" · ")}
          {is === null ? null : (
            <>
              {" · "}
              <span class={wrong === null ? "file-is good" : "file-is bad"}>{say(is)}</span>
            </>
          )}
        </span>
        {state.is === "opening" ? (
          <ProgressLine
            label={say("desk-file-fetching", { name: reference.name })}
            progress={state.progress}
            size={reference.size}
          />
        ) : null}
        {wrong === null ? null : <p class="file-wrong">{say(wrong)}</p>}
        {state.is === "failed" ? <p class="file-wrong">{say(FAILED_WORDS[state.because])}</p> : null}
        {digest === undefined ? null : <Saved digest={digest} />}
      </div>
      <div class="file-do">
        {stand === "missing" || stand === "damaged" ? <Again files={files} name={reference.name} /> : null}
        {stand === "listed" ? (
          <Doing
            reference={reference}
            state={state}
            onPreview={begin(props.onPreview)}
            onSave={begin(props.onSave)}
            onCancel={() => {
              files.cancel(reference);
              row.current?.focus();
            }}
          />
        ) : null}
      </div>
    </li>
  );
}

function Doing(props: {
  reference: FileReference;
  state: FileState;
  onPreview: () => void;
  onSave: () => void;
  onCancel: () => void;
}) {
  const { say } = useWords();
  const { name, type } = props.reference;
  const { state } = props;
  const button = (label: string, words: string, run: () => void): ComponentChildren => (
    <button type="button" class="button plain tiny" aria-label={label} onClick={run}>
      {words}
    </button>
  );
  if (state.is === "opening") return <>{button(say("desk-file-cancel-of", { name }), say("desk-file-cancel"), props.onCancel)}</>;
  if (state.is === "damaged" || state.is === "missing") {
    return <>{button(say("desk-file-again-of", { name }), say("desk-file-again"), props.onSave)}</>;
  }
  return (
    <>
      {canPreview(type, name) ? button(say("desk-file-preview-of", { name }), say("desk-file-preview"), props.onPreview) : null}
      {button(say("desk-file-save-of", { name }), say("desk-file-save"), props.onSave)}
    </>
  );
}

function Saved({ digest }: { digest: string | null }) {
  const { say } = useWords();
  return (
    <div class="file-saved">
      <span>{say("desk-file-saved")}</span>
      {digest === null ? null : (
        <>
          <span>{say("desk-file-digest")}</span>
          <code>{digest}</code>
          <CopyButton text={digest}>{say("desk-file-copy-digest")}</CopyButton>
        </>
      )}
    </div>
  );
}

const FAILED_WORDS: Readonly<Record<NotOpened, Phrase>> = {
  network: "desk-file-failed-network",
  refused: "desk-file-failed-refused",
  worker: "desk-file-failed-worker",
  answer: "desk-file-failed-worker",
};

/** What is wrong with the file itself; null where nothing is known to be. */
function wrongWith(stand: Stand | null, state: FileState): Phrase | null {
  if (stand === "missing" || state.is === "missing") return "desk-file-missing";
  if (stand === "damaged") return "desk-file-damaged-list";
  return state.is === "damaged" ? "desk-file-damaged-piece" : null;
}

function stateInWords(stand: Stand | null, state: FileState): Phrase | null {
  if (stand === null) return null;
  if (stand === "missing" || state.is === "missing") return "desk-file-is-missing";
  if (stand === "damaged" || state.is === "damaged") return "desk-file-is-damaged";
  if (state.is === "opening") return null;
  return state.is === "open" ? "desk-file-is-open" : "desk-file-is-verified";
}

/** Asks before something is saved; what is asked when the part goes counts as no. */
function useQuestion(): {
  readonly asked: Asked | null;
  readonly ask: (reference: FileReference, nature: Nature) => Promise<boolean>;
} {
  const [asked, setAsked] = useState<Asked | null>(null);
  const open = useRef<Asked | null>(null);
  useEffect(() => () => open.current?.answer(false), []);
  const ask = (reference: FileReference, nature: Nature): Promise<boolean> =>
    new Promise((done) => {
      // One question at a time: the one before is answered by not being looked at.
      open.current?.answer(false);
      const made: Asked = {
        reference,
        nature,
        answer: (isToBeSaved) => {
          if (open.current === made) {
            open.current = null;
            setAsked(null);
          }
          done(isToBeSaved);
        },
      };
      open.current = made;
      setAsked(made);
    });
  return { asked, ask };
}

/** Whether somebody has stopped it meanwhile. */
function isOver({ isStopped }: { readonly isStopped: boolean }): boolean {
  return isStopped;
}

/** Whether the part still stands on the page. */
function useIsHere(): () => boolean {
  const isHere = useRef(true);
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
    };
  }, []);
  return () => isHere.current;
}
