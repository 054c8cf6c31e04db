import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useWords } from "../words.ts";
import { Field } from "./field.tsx";

/** Where a passphrase is typed or pasted, hidden unless its owner wants to see it. */
export function PassphraseField(props: {
  label: string;
  hint?: string;
  value: string;
  error: string | null;
  onValue: (value: string) => void;
}): JSX.Element {
  const { say } = useWords();
  const [isShown, setShown] = useState(false);
  return (
    <div class="passphrase-field">
      <Field {...props} hidden={!isShown} autoComplete="current-password" />
      <label class="check">
        <input
          type="checkbox"
          checked={isShown}
          onChange={(event) => {
            setShown(event.currentTarget.checked);
          }}
        />
        {say("desk-show-passphrase")}
      </label>
    </div>
  );
}
