import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { ChannelId } from "../../sealing/id.ts";
import type { InvitedRole } from "../api/channels.ts";
import { useDesk } from "../desk.ts";
import { Field } from "../parts/field.tsx";
import { Form } from "../parts/form.tsx";
import { Notice } from "../parts/notice.tsx";
import { inWords } from "../problem.ts";
import { asShort, faultsOfTitle, type Faults } from "../setup/answers.ts";
import { useWords, type Phrase } from "../words.ts";
import { invite } from "./invite.ts";

const ROLES: readonly (readonly [InvitedRole, Phrase, Phrase])[] = [
  ["handler", "desk-role-handler", "desk-role-handler-hint"],
  ["deputy", "desk-role-deputy", "desk-role-deputy-hint"],
];

/** Inviting somebody. */
export function InviteForm({ channel, onInvited }: { channel: ChannelId; onInvited: () => void }): JSX.Element {
  const desk = useDesk();
  const words = useWords();
  const { say } = words;
  const [role, setRole] = useState<InvitedRole>("handler");
  const [title, setTitle] = useState("");
  const [faults, setFaults] = useState<Faults>({});
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  const submit = async (): Promise<void> => {
    const found = faultsOfTitle(title);
    setFaults(found);
    setProblem(null);
    if (found.title !== undefined) return;
    setBusy(true);
    try {
      await invite(desk, channel, role, asShort(title));
      setTitle("");
      desk.announcer.say(say("desk-invited"));
      onInvited();
    } catch (error) {
      setProblem(inWords(error, words));
    } finally {
      setBusy(false);
    }
  };

  return (
    <section>
      <h2>{say("desk-invite")}</h2>
      <p>{say("desk-invite-why")}</p>
      <Form onSubmit={submit}>
        {problem === null ? null : <Notice tone="alarm">{problem}</Notice>}
        <fieldset class="choice">
          <legend>{say("desk-role")}</legend>
          {ROLES.map(([each, label, hint]) => (
            <label class="check" key={each}>
              <input
                type="radio"
                name="role"
                checked={role === each}
                onChange={() => {
                  setRole(each);
                }}
              />
              <span>
                {say(label)} <span class="hint">{say(hint)}</span>
              </span>
            </label>
          ))}
        </fieldset>
        <Field
          label={say("desk-shown-title")}
          hint={say("desk-invite-title-hint")}
          value={title}
          error={faults.title === undefined ? null : say(faults.title)}
          onValue={setTitle}
          spelling
        />
        <button type="submit" class="button" aria-disabled={isBusy}>
          {say("desk-invite-make")}
        </button>
      </Form>
    </section>
  );
}
