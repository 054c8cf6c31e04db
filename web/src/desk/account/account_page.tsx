import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { PassphraseError } from "../../sealing/passphrase.ts";
import { useDesk } from "../desk.ts";
import { Form } from "../parts/form.tsx";
import { Heading } from "../parts/heading.tsx";
import { Notice } from "../parts/notice.tsx";
import { PassphraseField } from "../parts/passphrase_field.tsx";
import { Wait } from "../parts/wait.tsx";
import { inWords, passphraseInWords } from "../problem.ts";
import type { Member } from "../session.ts";
import { useWords, type Phrase } from "../words.ts";
import { proverByPassphrase, type Change, type Prover } from "./change.ts";
import { ChangePage } from "./change_page.tsx";
import { Mails } from "./mails.tsx";
import { Sessions } from "./sessions.tsx";

const CHANGES: readonly (readonly [Change, Phrase, Phrase])[] = [
  ["ways", "desk-change-ways", "desk-change-ways-why"],
  ["recovery", "desk-change-recovery", "desk-change-recovery-why"],
  ["second-factor", "desk-change-second-factor", "desk-change-second-factor-why"],
];

/** A member's own account: sessions, and new ways in. */
export function AccountPage({ member }: { member: Member }): JSX.Element {
  const { say } = useWords();
  const [change, setChange] = useState<Change | null>(null);
  const [prover, setProver] = useState<Prover | null>(null);
  const [isDone, setDone] = useState(false);
  const leave = (): void => {
    setChange(null);
    setProver(null);
  };
  if (change !== null && prover !== null) {
    return (
      <ChangePage
        change={change}
        member={member}
        prover={prover}
        onCancel={leave}
        onDone={() => {
          setDone(true);
          leave();
        }}
      />
    );
  }
  if (change !== null) return <Prove change={change} member={member} onCancel={leave} onProver={setProver} />;
  return (
    <div class="page">
      <Heading title={say("desk-account")}>{say("desk-account")}</Heading>
      <p class="quiet">{member.name}</p>
      {isDone ? <Notice>{say("desk-changed")}</Notice> : null}
      <section>
        <h2>{say("desk-ways-in")}</h2>
        <ul class="deeds">
          {CHANGES.map(([each, label, why]) => (
            <li key={each}>
              <p>{say(why)}</p>
              <button
                type="button"
                class="button plain"
                onClick={() => {
                  setDone(false);
                  setChange(each);
                }}
              >
                {say(label)}
              </button>
            </li>
          ))}
        </ul>
      </section>
      <Mails />
      <Sessions />
    </div>
  );
}

/** Asks for the passphrase again before a way in is changed. */
function Prove(props: {
  change: Change;
  member: Member;
  onCancel: () => void;
  onProver: (prover: Prover) => void;
}): JSX.Element {
  const desk = useDesk();
  const words = useWords();
  const { say } = words;
  const [typed, setTyped] = useState("");
  const [wrong, setWrong] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const submit = async (): Promise<void> => {
    setBusy(true);
    setWrong(null);
    try {
      props.onProver(await proverByPassphrase(desk, props.member.id, typed));
    } catch (error) {
      setWrong(error instanceof PassphraseError ? passphraseInWords(error, words) : inWords(error, words));
      setBusy(false);
    }
  };
  const title = say("desk-prove");
  return (
    <div class="entry">
      <Heading title={title}>{title}</Heading>
      <p>{say("desk-prove-why")}</p>
      <Form onSubmit={submit}>
        <PassphraseField label={say("desk-passphrase")} value={typed} error={wrong} onValue={setTyped} />
        <div class="row">
          <button type="submit" class="button" aria-disabled={isBusy}>
            {say("desk-go-on")}
          </button>
          <button type="button" class="button quiet" onClick={props.onCancel}>
            {say("desk-go-back")}
          </button>
        </div>
        {isBusy ? <Wait>{say("desk-proving")}</Wait> : null}
      </Form>
    </div>
  );
}
