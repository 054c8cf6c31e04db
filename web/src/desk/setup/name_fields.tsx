import type { JSX } from "preact";
import { Field } from "../parts/field.tsx";
import { useWords } from "../words.ts";
import type { Faults } from "./answers.ts";

/** The shown title, where it is one's own to say, and the sign-in name. */
export function NameFields(props: {
  title: string | null;
  name: string;
  faults: Faults;
  onTyped: (part: { title?: string; name?: string }) => void;
}): JSX.Element {
  const { say } = useWords();
  const { title, name, faults, onTyped } = props;
  return (
    <>
      {title === null ? null : (
        <Field
          label={say("desk-shown-title")}
          hint={say("desk-shown-title-hint")}
          value={title}
          error={faults.title === undefined ? null : say(faults.title)}
          spelling
          onValue={(typed) => {
            onTyped({ title: typed });
          }}
        />
      )}
      <Field
        label={say("desk-sign-in-name")}
        hint={say("desk-sign-in-name-hint")}
        value={name}
        error={faults.name === undefined ? null : say(faults.name)}
        autoComplete="username"
        width="short"
        onValue={(typed) => {
          onTyped({ name: typed });
        }}
      />
    </>
  );
}
