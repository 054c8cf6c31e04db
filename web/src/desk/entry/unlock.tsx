import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { UnsealError } from "../../sealing/hybrid.ts";
import { PassphraseError } from "../../sealing/passphrase.ts";
import { signOut } from "../begin.ts";
import { useDesk } from "../desk.ts";
import { Form } from "../parts/form.tsx";
import { Heading } from "../parts/heading.tsx";
import { Notice } from "../parts/notice.tsx";
import { PassphraseField } from "../parts/passphrase_field.tsx";
import { Wait } from "../parts/wait.tsx";
import { inWords, passphraseInWords } from "../problem.ts";
import type { Locking, Member } from "../session.ts";
import { useWords } from "../words.ts";
import { unlockByPassphrase } from "./open.ts";

/** Opening the vault of whoever is signed in: the passphrase alone. */
export function Unlock({ member, because }: { member: Member; because: Locking }): JSX.Element {
  const desk = useDesk();
  const words = useWords();
  const { say } = words;
  const [typed, setTyped] = useState("");
  const [wrong, setWrong] = useState<string | null>(null);
  const [whole, setWhole] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  const submit = async (): Promise<void> => {
    setWrong(null);
    setWhole(null);
    setBusy(true);
    try {
      await unlockByPassphrase(desk, member, typed);
    } catch (error) {
      if (error instanceof PassphraseError) setWrong(passphraseInWords(error, words));
      else if (error instanceof UnsealError) setWrong(say("desk-passphrase-other"));
      else setWhole(inWords(error, words));
    } finally {
      setBusy(false);
    }
  };

  return (
    <div class="entry">
      <Heading title={say("desk-locked")}>{say("desk-locked")}</Heading>
      <p>{because === "idle" ? say("desk-locked-idle", { name: member.name }) : say("desk-locked-as", { name: member.name })}</p>
      <Form onSubmit={submit}>
        {whole === null ? null : <Notice tone="alarm">{whole}</Notice>}
        <input type="text" name="username" value={member.name} autoComplete="username" readOnly hidden />
        <PassphraseField label={say("desk-passphrase")} value={typed} error={wrong} onValue={setTyped} />
        <div class="row">
          <button type="submit" class="button" aria-disabled={isBusy}>
            {say("desk-unlock")}
          </button>
          <button
            type="button"
            class="button plain"
            onClick={() => {
              void signOut(desk);
            }}
          >
            {say("desk-sign-out")}
          </button>
        </div>
        {isBusy ? <Wait>{say("desk-unlocking")}</Wait> : null}
      </Form>
    </div>
  );
}
