/** The saved views of the inbox: shown with a press, saved under a name, taken away. */
import type { JSX } from "preact";
import { useEffect, useId, useState } from "preact/hooks";
import { useDesk } from "../../desk.ts";
import { inWords } from "../../problem.ts";
import { Form } from "../../parts/form.tsx";
import { useWords, type Words } from "../../words.ts";
import { useCases } from "../context.ts";
import { NAME_MOST, nameTyped } from "../own/name.ts";
import type { Keeping, Unkept } from "../own/own_row.ts";
import { isShown, MOST_VIEWS, removing, saving, type SavedView, type ViewsChange } from "./saved_view.ts";

/** The panel; `onShown` once a view has been chosen. */
export function ViewsPanel({ onShown }: { onShown: () => void }): JSX.Element {
  const { cases, own } = useCases();
  const { announcer } = useDesk();
  const words = useWords();
  const { say } = words;
  const [gone, setGone] = useState<SavedView | null>(null);
  const [came, setCame] = useState<Keeping>({ is: "kept" });
  const all = own.views.value;
  useEffect(() => {
    // Another computer may have saved one since.
    void own.load();
  }, [own]);
  const change = async (wanted: ViewsChange, said: string): Promise<boolean> => {
    const outcome = await own.changeViews(wanted);
    setCame(outcome);
    if (outcome.is === "kept") announcer.say(said);
    return outcome.is === "kept";
  };
  return (
    <>
      {all.length === 0 ? <p class="hint">{say("views-none")}</p> : null}
      <ul class="view-list">
        {all.map((view) => (
          <li key={view.name}>
            <button
              type="button"
              class="view-show"
              aria-pressed={isShown(view, cases.filter.value, cases.sort.value)}
              onClick={() => {
                cases.sort.value = view.sort;
                cases.filter.value = view.filter;
                onShown();
              }}
            >
              <span dir="auto">{view.name}</span>
            </button>
            <button
              type="button"
              class="tag-remove"
              aria-label={say("views-remove", { name: view.name })}
              onClick={() => {
                void change(removing(view.name), say("views-removed", { name: view.name })).then((isSaved) => {
                  if (isSaved) setGone(view);
                });
              }}
            >
              ×
            </button>
          </li>
        ))}
      </ul>
      {gone === null ? null : (
        <p class="view-gone">
          {say("views-removed", { name: gone.name })}{" "}
          <button
            type="button"
            class="chip"
            onClick={() => {
              setGone(null);
              void change(saving(gone), say("views-saved", { name: gone.name }));
            }}
          >
            {say("views-undo")}
          </button>
        </p>
      )}
      <SaveView names={all.map(({ name }) => name)} came={came} onSave={(view) => change(saving(view), say("views-saved", { name: view.name }))} />
    </>
  );
}

interface SaveProps {
  readonly names: readonly string[];
  /** What came of the last change. */
  readonly came: Keeping;
  readonly onSave: (view: SavedView) => Promise<boolean>;
}

function SaveView({ names, came, onSave }: SaveProps) {
  const { cases, own } = useCases();
  const words = useWords();
  const { say } = words;
  const id = useId();
  const [typed, setTyped] = useState("");
  const [isMissing, setMissing] = useState(false);
  const name = nameTyped(typed);
  const problem = isMissing ? say("views-missing") : came.is === "kept" ? null : whyNot(came, words);
  const described = [names.includes(name) ? `${id}-hint` : null, problem === null ? null : `${id}-error`].filter((each) => each !== null);
  return (
    <Form
      onSubmit={async () => {
        setMissing(name === "");
        if (name === "") return;
        if (await onSave({ name, filter: cases.filter.peek(), sort: cases.sort.peek() })) setTyped("");
      }}
    >
      <label for={id}>{say("views-name")}</label>
      <div class="view-save">
        <input
          id={id}
          type="text"
          class="input full"
          maxLength={NAME_MOST}
          autoComplete="off"
          spellcheck={false}
          value={typed}
          aria-invalid={isMissing}
          aria-describedby={described.length === 0 ? undefined : described.join(" ")}
          onInput={(event) => {
            setTyped(event.currentTarget.value);
            setMissing(false);
          }}
        />
        <button class="button tiny" aria-disabled={own.isSaving.value}>
          {say("views-save")}
        </button>
      </div>
      {names.includes(name) ? (
        <p class="hint" id={`${id}-hint`}>
          {say("views-replaces")}
        </p>
      ) : null}
      {problem === null ? null : (
        <p class="error" id={`${id}-error`}>
          {problem}
        </p>
      )}
    </Form>
  );
}

/** Why the views are not saved. */
function whyNot(came: Unkept, words: Words): string {
  const { say } = words;
  switch (came.is) {
    case "full":
      return say("views-full", { most: words.number(MOST_VIEWS) });
    case "no-room":
      return say("own-no-room");
    case "newer":
      return say("own-newer");
    case "not-saved":
      return `${say("views-not-saved")} ${inWords(came.because, words)}`;
    case "changed":
    case "taken":
      // Of views the later one of a name holds.
      return say("views-not-saved");
  }
}
