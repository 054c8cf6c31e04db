/** In the box: a template, chosen and inserted, and those of one's own, written and changed. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useShortcuts } from "../../parts/keys.ts";
import { useWords } from "../../words.ts";
import type { Correspondence } from "../correspondence.ts";
import type { Shown } from "../current.ts";
import { Choosing } from "./choosing.tsx";
import { Editing } from "./editing.tsx";
import { ownId } from "./offered.ts";
import type { OwnTemplate } from "./own_template.ts";

interface TemplateProps {
  readonly shown: Shown;
  readonly correspondence: Correspondence;
}

/** Which dialog is open. */
type Open =
  | { readonly is: "none" }
  /** `chosen`: the id of the template to begin with; null for the first. */
  | { readonly is: "choosing"; readonly chosen: string | null; readonly gone: OwnTemplate | null }
  /** `template`: the one that is changed; null for a new one. */
  | { readonly is: "editing"; readonly template: OwnTemplate | null };

const NONE: Open = { is: "none" };
const CHOOSING: Open = { is: "choosing", chosen: null, gone: null };

/** The button, which a note does without, its keys, and the dialogs that they open. */
export function TemplateButton({ shown, correspondence }: TemplateProps): JSX.Element {
  const { say } = useWords();
  const [open, setOpen] = useState<Open>(NONE);
  const choose = (): void => {
    // The key works in the dialogs too: what is being written there stays.
    setOpen((before) => (before.is === "none" ? CHOOSING : before));
  };
  // A dialog that gave way to another says only afterwards that it is closed.
  const leave = (to: Open) => (): void => {
    setOpen((now) => (now === open ? to : now));
  };
  useShortcuts(
    () => [
      { key: "i", does: "templates-key", run: choose },
      { key: "Mod+i", does: "templates-key-writing", run: choose },
    ],
    [],
  );
  return (
    <>
      {correspondence.kind.value === "note" ? null : (
        <button type="button" class="button plain tiny" onClick={choose}>
          {say("templates")} <kbd aria-hidden="true">I</kbd>
        </button>
      )}
      {open.is === "choosing" ? (
        <Choosing
          shown={shown}
          correspondence={correspondence}
          chosen={open.chosen}
          gone={open.gone}
          onEdit={(template) => {
            setOpen({ is: "editing", template });
          }}
          onClose={leave(NONE)}
        />
      ) : null}
      {open.is === "editing" ? (
        <Editing
          template={open.template}
          onSaved={(saved) => {
            setOpen({ is: "choosing", chosen: ownId(saved), gone: null });
          }}
          onDeleted={(gone) => {
            setOpen({ is: "choosing", chosen: null, gone });
          }}
          onClose={leave({ is: "choosing", chosen: open.template === null ? null : ownId(open.template), gone: null })}
        />
      ) : null}
    </>
  );
}
