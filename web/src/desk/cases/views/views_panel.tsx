/** The saved views of the inbox: shown with a press, saved under a name, taken away. */
import type { JSX } from "preact";
import { useEffect, useId, useState } from "preact/hooks";
import { useDesk } from "../../desk.ts";
import { inWords } from "../../problem.ts";
import { Form } from "../../parts/form.tsx";
import { useWords } from "../../words.ts";
import { useCases } from "../context.ts";
import { isShown, MOST_VIEWS, NAME_MOST, nameTyped, removing, saving, type SavedView } from "./saved_view.ts";

/** The panel; `onShown` once a view has been chosen. */
export function ViewsPanel({ onShown }: { onShown: () => void }): JSX.Element {
  const { cases, views } = useCases();
  const { announcer } = useDesk();
  const words = useWords();
  const { say } = words;
  const [gone, setGone] = useState<SavedView | null>(null);
  const all = views.all.value;
  useEffect(() => {
    // Another computer may have saved one since.
    void views.load();
  }, [views]);
  const change = async (wanted: Parameters<typeof views.change>[0], said: string): Promise<boolean> => {
    const isSaved = await views.change(wanted);
    if (isSaved) announcer.say(said);
    return isSaved;
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
      <SaveView names={all.map(({ name }) => name)} onSave={(view) => change(saving(view), say("views-saved", { name: view.name }))} />
    </>
  );
}

function SaveView({ names, onSave }: { names: readonly string[]; onSave: (view: SavedView) => Promise<boolean> }) {
  const { cases, views } = useCases();
  const words = useWords();
  const { say } = words;
  const id = useId();
  const [typed, setTyped] = useState("");
  const [isMissing, setMissing] = useState(false);
  const status = views.status.value;
  const name = nameTyped(typed);
  const problem = isMissing
    ? say("views-missing")
    : status.is === "full"
      ? say("views-full", { most: words.number(MOST_VIEWS) })
      : status.is === "not-saved"
        ? `${say("views-not-saved")} ${inWords(status.because, words)}`
        : null;
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
        <button class="button tiny" aria-disabled={status.is === "saving"}>
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
