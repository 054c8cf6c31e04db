import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { ChannelId } from "../../sealing/id.ts";
import type { Designated } from "../../sealing/keyring.ts";
import type { KeyringChain } from "../../sealing/keyring/chain.ts";
import type { Vault } from "../../sealing/vault.ts";
import { fetchInvitations, type ToldInvitation } from "../api/channels.ts";
import { visitChannels, type Channel } from "../channels.ts";
import { useDesk } from "../desk.ts";
import { fingerprintOfDigest, fingerprintOfKeys } from "../fingerprint.ts";
import { channelName } from "../parts/channel_name.ts";
import { CodeText } from "../parts/code_text.tsx";
import { Heading } from "../parts/heading.tsx";
import { Notice } from "../parts/notice.tsx";
import { Wait } from "../parts/wait.tsx";
import { hasHeld } from "../memory.ts";
import { inWords } from "../problem.ts";
import { useWords, type Phrase } from "../words.ts";
import { canPublish, publish } from "./invite.ts";
import { InvitationCard } from "./invitation_card.tsx";
import { InviteForm } from "./invite_form.tsx";

/** Who is designated in a channel: as its keyring says, which the owner signs. */
export function MembersPage({ channel }: { channel: ChannelId }): JSX.Element {
  const desk = useDesk();
  const { say, locale } = useWords();
  const known = desk.channels.all.value.get(channel);
  const title = say("desk-members");
  return (
    <div class="page">
      <Heading title={title}>{title}</Heading>
      {known === undefined ? (
        <Wait>{say("desk-channel-reading")}</Wait>
      ) : (
        <>
          <p class="quiet">{channelName(known)[locale]}</p>
          {known.chain === null ? <p>{say("desk-alarm-keyring")}</p> : <Members known={known} chain={known.chain} />}
        </>
      )}
    </div>
  );
}

function Members({ known, chain }: { known: Channel; chain: KeyringChain }): JSX.Element {
  const desk = useDesk();
  const words = useWords();
  const { say, day } = words;
  const { newest } = chain;
  const { keyring } = newest;
  const { told, alarms } = known;
  const state = desk.session.state.value;
  const vault = state.at === "unlocked" ? state.vault : null;
  const isSound = alarms.length === 0 && hasHeld(desk.channels.vault.value) && known.unread === null;
  const isOwner = vault?.owner?.verifyingKey === keyring.owner && isSound;
  const lines: readonly { readonly line: Designated<"handler">; readonly role: Phrase }[] = [
    ...keyring.handlers.map((line) => ({ line, role: "desk-role-handler" }) as const),
    ...keyring.deputies.map((line) => ({ line, role: "desk-role-deputy" }) as const),
  ];
  // The server tells it to the owner alone, and it is the server's word.
  const tellsMails = isOwner && told.members.some(({ mailed }) => mailed !== null);
  return (
    <>
      <table class="list">
        <thead>
          <tr>
            <th scope="col">{say("desk-shown-title-short")}</th>
            <th scope="col">{say("desk-role")}</th>
            <th scope="col">{say("desk-since")}</th>
            {tellsMails ? <th scope="col">{say("desk-mailed")}</th> : null}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ line, role }) => {
            const designated = told.members.find(({ member }) => member === line.id);
            const since = designated?.since;
            const mailed = designated?.mailed ?? null;
            return (
              <tr key={line.id}>
                <td>
                  {line.title} {line.id === vault?.member ? <span class="tag">{say("desk-you")}</span> : null}
                </td>
                <td>{say(role)}</td>
                <td>{since === undefined ? "" : day(since)}</td>
                {tellsMails ? <td>{mailed === null ? "" : <Mailed isReached={mailed} />}</td> : null}
              </tr>
            );
          })}
          <tr>
            <td>{keyring.recovery.title}</td>
            <td>{say("desk-role-recovery")}</td>
            <td />
            {tellsMails ? <td /> : null}
          </tr>
        </tbody>
      </table>
      {tellsMails ? <p class="hint">{say("desk-mailed-hint")}</p> : null}
      <p class="hint">
        {say("desk-keyring-signed", { epoch: words.number(keyring.epoch), day: day(keyring.issued), until: day(keyring.expires) })}
      </p>
      <p class="hint">{say("desk-keyring-fingerprint-why")}</p>
      <CodeText code={fingerprintOfDigest(newest.hash)} label={say("desk-keyring-fingerprint")} />
      {vault === null ? null : (
        <>
          <p class="hint">{say("desk-own-key")}</p>
          <CodeText code={fingerprintOfOwnKeys(vault)} label={say("desk-own-key")} />
        </>
      )}
      {isOwner ? <Owners known={known} chain={chain} /> : null}
    </>
  );
}

function Mailed({ isReached }: { isReached: boolean }): JSX.Element {
  const { say } = useWords();
  return <span class={isReached ? undefined : "warn"}>{say(isReached ? "desk-mailed-yes" : "desk-mailed-no")}</span>;
}

/** By the vault, whatever the list says: it is read out to somebody who holds the list against it. */
function fingerprintOfOwnKeys({ member: id, keys: [{ identity, signing }] }: Vault): string {
  return fingerprintOfKeys({ id, recipient: identity.recipient, verify: signing.verifyingKey });
}

/** What the owner can do: publish, let in, invite. */
function Owners({ known, chain }: { known: Channel; chain: KeyringChain }): JSX.Element {
  const desk = useDesk();
  const words = useWords();
  const { say } = words;
  const { told } = known;
  const { newest } = chain;
  const [invitations, setInvitations] = useState<readonly ToldInvitation[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  const read = async (): Promise<void> => {
    try {
      setInvitations(await fetchInvitations(desk.api, told.channel));
      setProblem(null);
    } catch (error) {
      setProblem(inWords(error, words));
    }
  };
  useEffect(() => {
    void read();
    // Somebody who was invited may be joining on the telephone right now.
    const timer = setInterval(() => void read(), REFRESH);
    return () => {
      clearInterval(timer);
    };
  }, [told.channel, newest.hash]);

  const open = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      await publish(desk, told, newest);
      desk.announcer.say(say("desk-published"));
    } catch (error) {
      setProblem(inWords(error, words));
    } finally {
      setBusy(false);
    }
  };

  return (
    <>
      {problem === null ? null : <Notice tone="alarm">{problem}</Notice>}
      {told.published ? null : (
        <Notice tone="warning">
          <p>{say("desk-trial")}</p>
          {canPublish(newest.keyring) ? (
            <>
              <p>{say("desk-publish-why")}</p>
              <button type="button" class="button" aria-disabled={isBusy} onClick={() => void (isBusy ? null : open())}>
                {say("desk-publish")}
              </button>
            </>
          ) : null}
        </Notice>
      )}
      <section>
        <h2>{say("desk-invitations")}</h2>
        {invitations === null ? <Wait>{say("desk-channel-reading")}</Wait> : null}
        {invitations?.length === 0 ? <p class="quiet">{say("desk-invitations-none")}</p> : null}
        {invitations?.map((invitation) => (
          <InvitationCard
            key={invitation.access}
            invitation={invitation}
            channel={told}
            chain={chain}
            onChanged={() => {
              void read();
              // Since when somebody who was let in is a member, the server knows.
              void visitChannels(desk);
            }}
          />
        ))}
      </section>
      <InviteForm channel={told.channel} onInvited={() => void read()} />
    </>
  );
}

/** Milliseconds between two looks for somebody who has joined. */
const REFRESH = 15_000;
