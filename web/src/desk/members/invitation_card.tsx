import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { writeCode } from "../../sealing/code.ts";
import { SealingError } from "../../sealing/failure.ts";
import type { KeyringChain } from "../../sealing/keyring/chain.ts";
import type { OpenInvitation } from "../../sealing/vault.ts";
import type { ToldChannel, ToldInvitation } from "../api/channels.ts";
import { useDesk } from "../desk.ts";
import { CodeText } from "../parts/code_text.tsx";
import { CopyButton } from "../parts/copy_button.tsx";
import { Field } from "../parts/field.tsx";
import { Form } from "../parts/form.tsx";
import { Notice } from "../parts/notice.tsx";
import { inWords } from "../problem.ts";
import { asShort, faultsOfTitle, type Faults } from "../setup/answers.ts";
import { useWords } from "../words.ts";
import { letIn, ownInvitation, UnconfirmedError, verifiedJoin, withdraw, type VerifiedJoin } from "./invite.ts";

/** What an invitation has come to. */
type Standing =
  /** Made by another computer's vault, or by nobody: it can only be withdrawn. */
  | { readonly is: "unknown" }
  | { readonly is: "open"; readonly own: OpenInvitation }
  | { readonly is: "joined"; readonly verified: VerifiedJoin }
  /** Somebody without the code sent it, or the server altered it, or gave them an id that is another's. */
  | { readonly is: "foreign" };

/** One invitation: its code to hand over, or who has joined and is to be let in. */
export function InvitationCard(props: {
  invitation: ToldInvitation;
  channel: ToldChannel;
  chain: KeyringChain;
  onChanged: () => void;
}): JSX.Element {
  const desk = useDesk();
  const words = useWords();
  const { say, day } = words;
  const { invitation, channel, chain } = props;
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [isTold, setTold] = useState(false);
  const state = desk.session.state.value;
  const own = state.at === "unlocked" ? ownInvitation(state.vault, invitation) : null;
  const standing = standingOf(channel, chain, invitation, own);
  const role = say(invitation.role === "handler" ? "desk-role-handler" : "desk-role-deputy");

  const act = (deed: () => Promise<void>): void => {
    if (isBusy) return;
    const run = async (): Promise<void> => {
      setBusy(true);
      setProblem(null);
      try {
        await deed();
        props.onChanged();
      } catch (error) {
        if (error instanceof UnconfirmedError) setTold(true);
        else setProblem(inWords(error, words));
      } finally {
        setBusy(false);
      }
    };
    void run();
  };

  return (
    <article class="card">
      <h3>
        {invitation.title} <span class="tag">{role}</span>
      </h3>
      {problem === null ? null : <Notice tone="alarm">{problem}</Notice>}
      {standing.is === "unknown" ? <p>{say("desk-invitation-unknown")}</p> : null}
      {standing.is === "foreign" ? <Notice tone="alarm">{say("desk-invitation-foreign")}</Notice> : null}
      {standing.is === "open" ? (
        <>
          <p>{say("desk-invitation-give", { day: day(invitation.expires) })}</p>
          <InvitationCodeText own={standing.own} origin={desk.origin} />
        </>
      ) : null}
      {standing.is === "joined" ? (
        <LetIn
          told={invitation.title}
          role={role}
          fingerprint={standing.verified.fingerprint}
          isBusy={isBusy}
          onLetIn={(title) => {
            act(() => letIn(desk, channel, chain.newest, invitation, standing.verified, title));
          }}
        />
      ) : null}
      {isTold ? <Notice tone="alarm">{say("desk-withdraw-unconfirmed")}</Notice> : null}
      <button
        type="button"
        class="button quiet tiny"
        onClick={() => {
          act(() => withdraw(desk, channel.channel, invitation, isTold));
        }}
      >
        {say(isTold ? "desk-withdraw-anyway" : "desk-withdraw")}
      </button>
    </article>
  );
}

function InvitationCodeText({ own, origin }: { own: OpenInvitation; origin: string }): JSX.Element {
  const { say } = useWords();
  const code = writeCode(own.code);
  return (
    <>
      <CodeText code={code} label={say("desk-invitation-code")} />
      <div class="row">
        <CopyButton text={code}>{say("desk-copy-code")}</CopyButton>
        <CopyButton text={`${origin}/#invitation=${code}`}>{say("desk-copy-link")}</CopyButton>
      </div>
    </>
  );
}

/** Seeing the whole line that is to be signed, comparing the fingerprint with the one on the other's screen, signing. */
function LetIn(props: {
  /** The title as the server tells it: what the owner typed then, or something else. */
  told: string;
  role: string;
  fingerprint: string;
  isBusy: boolean;
  onLetIn: (title: string) => void;
}): JSX.Element {
  const { say } = useWords();
  const [title, setTitle] = useState(props.told);
  const [faults, setFaults] = useState<Faults>({});
  const [isSame, setSame] = useState(false);
  const [wrong, setWrong] = useState(false);
  return (
    <Form
      onSubmit={() => {
        const found = faultsOfTitle(title);
        setFaults(found);
        setWrong(!isSame);
        if (isSame && found.title === undefined) props.onLetIn(asShort(title));
      }}
    >
      <p>{say("desk-joined", { title: props.told })}</p>
      <Field
        label={say("desk-shown-title")}
        hint={say("desk-line-title-hint")}
        value={title}
        error={faults.title === undefined ? null : say(faults.title)}
        onValue={setTitle}
        spelling
      />
      <CodeText code={props.fingerprint} label={say("desk-join-fingerprint")} />
      <div class={wrong ? "field wrong" : "field"}>
        {wrong ? (
          <p class="error" id="compare-error">
            {say("desk-join-compare-missing")}
          </p>
        ) : null}
        <label class="check">
          <input
            type="checkbox"
            checked={isSame}
            aria-invalid={wrong}
            aria-describedby={wrong ? "compare-error" : undefined}
            onChange={(event) => {
              setSame(event.currentTarget.checked);
            }}
          />
          {say("desk-join-same")}
        </label>
      </div>
      <p>{say("desk-line", { title: asShort(title), role: props.role, fingerprint: props.fingerprint })}</p>
      <button type="submit" class="button" aria-disabled={props.isBusy}>
        {say("desk-let-in")}
      </button>
    </Form>
  );
}

function standingOf(
  channel: ToldChannel,
  chain: KeyringChain,
  invitation: ToldInvitation,
  own: OpenInvitation | null,
): Standing {
  if (own === null) return { is: "unknown" };
  if (invitation.join === null) return { is: "open", own };
  try {
    const verified = verifiedJoin(channel.channel, chain.epochs.map(({ keyring }) => keyring), invitation, own);
    return verified === null ? { is: "foreign" } : { is: "joined", verified };
  } catch (error) {
    if (error instanceof SealingError) return { is: "foreign" };
    throw error;
  }
}
