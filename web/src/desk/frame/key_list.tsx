import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useDesk } from "../desk.ts";
import { Dialog } from "../parts/dialog.tsx";
import { useShortcuts } from "../parts/keys.ts";
import type { Shortcut } from "../shortcuts.ts";
import { useWords, type Words } from "../words.ts";

/** The list of keys, opened by `?` or from the page's foot, with the switch for single keys. */
export function KeyList(): JSX.Element {
  const desk = useDesk();
  const words = useWords();
  const { say } = words;
  const [isOpen, setOpen] = useState(false);
  const areOn = desk.shortcuts.singleKeys.value;
  const open = (): void => {
    setOpen(true);
  };
  useShortcuts(() => [{ key: "?", does: "desk-keys", run: open }]);
  return (
    <footer class="foot">
      <button
        type="button"
        class="button quiet tiny"
        onClick={open}
      >
        {say("desk-keys")} {areOn ? <kbd aria-hidden="true">?</kbd> : null}
      </button>
      {isOpen ? (
        <Dialog
          title={say("desk-keys")}
          onClose={() => {
            setOpen(false);
          }}
        >
          <dl class="keys">
            {desk.shortcuts.all.value.map((shortcut) => (
              <div key={shortcut.key}>
                <dt>
                  <kbd>{keyInWords(shortcut, words)}</kbd>
                </dt>
                <dd>{say(shortcut.does)}</dd>
              </div>
            ))}
          </dl>
          <label class="check">
            <input
              type="checkbox"
              checked={areOn}
              onChange={(event) => {
                const keys = event.currentTarget.checked;
                desk.shortcuts.switchSingleKeys(keys);
                desk.router.choose({ keys });
              }}
            />
            {say("desk-keys-on")}
          </label>
          <p class="hint">{say("desk-keys-hint")}</p>
          <form method="dialog">
            <button class="button">{say("desk-close")}</button>
          </form>
        </Dialog>
      ) : null}
    </footer>
  );
}

function keyInWords({ key }: Shortcut, { say }: Words): string {
  return key
    .split("+")
    .map((part) => {
      if (part === "Mod") return say("desk-key-mod");
      if (part === "ArrowUp") return "↑";
      if (part === "ArrowDown") return "↓";
      if (part === "Escape") return "Esc";
      return part.length === 1 ? part.toUpperCase() : part;
    })
    .join(" ");
}
