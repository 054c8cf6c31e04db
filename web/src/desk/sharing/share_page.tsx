import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { fingerprintOf } from "../../sealing/keyring/chain.ts";
import type { ChannelId } from "../../sealing/id.ts";
import type { Channel } from "../channels.ts";
import { useDesk } from "../desk.ts";
import { channelName } from "../parts/channel_name.ts";
import { CodeText } from "../parts/code_text.tsx";
import { CopyButton } from "../parts/copy_button.tsx";
import { Heading } from "../parts/heading.tsx";
import { Link } from "../parts/link.tsx";
import { Notice } from "../parts/notice.tsx";
import { Qr } from "../parts/qr.tsx";
import { Wait } from "../parts/wait.tsx";
import { useWords, type Locale } from "../words.ts";
import { placeOf, standingOf, type PlaceStanding } from "./place.ts";

/** How a channel is made known: the link for the intranet page, its QR code, a poster; and what to do next. */
export function SharePage({ channel }: { channel: ChannelId }): JSX.Element {
  const desk = useDesk();
  const { say } = useWords();
  const known = desk.channels.all.value.get(channel);
  return (
    <div class="page">
      <Heading title={say("desk-share")}>{say("desk-share")}</Heading>
      {known === undefined ? <Wait>{say("desk-channel-reading")}</Wait> : <Share known={known} />}
    </div>
  );
}

function Share({ known }: { known: Channel }): JSX.Element {
  const desk = useDesk();
  const words = useWords();
  const { say } = words;
  const { told, chain } = known;
  const [, setConfirmed] = useState(false);
  const member = desk.session.vault?.member ?? null;
  const place = placeOf(desk.intake, told.address);
  const standing: PlaceStanding =
    member === null ? { is: "unknown" } : standingOf(desk.memory(member), told.channel, place);
  const confirm = (): void => {
    if (member !== null) desk.memory(member).confirmPlace(told.channel, place);
    setConfirmed(true);
  };
  if (chain === null) return <p>{say("desk-alarm-keyring")}</p>;
  const name = channelName(known);
  const fingerprint = fingerprintOf(chain.newest.keyring.owner);
  const link = (locale: Locale): string => `${desk.intake}/${locale}/c/${told.address}#k=${fingerprint}`;
  if (standing.is === "other") return <Elsewhere before={standing.before} place={place} onConfirm={confirm} />;
  return (
    <>
      {standing.is === "unknown" ? (
        <Notice>
          <p>{say("desk-share-place-unknown", { place })}</p>
          <button type="button" class="button plain tiny" onClick={confirm}>
            {say("desk-share-place-confirm")}
          </button>
        </Notice>
      ) : null}
      {told.published ? null : (
        <Notice tone="warning">
          <p>{say("desk-trial")}</p>
          <p>
            <Link to={{ at: "members", channel: told.channel }}>{say("desk-trial-invite")}</Link>
          </p>
        </Notice>
      )}
      <section>
        <h2>{say("desk-share-link")}</h2>
        <p>{say("desk-share-link-why")}</p>
        {(["sv", "en"] as const).map((locale) => (
          <div class="link-text" key={locale}>
            <span class="quiet small">{say(locale === "sv" ? "desk-in-swedish" : "desk-in-english")}</span>
            <a href={link(locale)} target="_blank" rel="noreferrer">
              {link(locale)}
            </a>
            <CopyButton text={link(locale)}>{say("desk-copy-link")}</CopyButton>
          </div>
        ))}
      </section>
      <section>
        <h2>{say("desk-fingerprint")}</h2>
        <p>{say("desk-fingerprint-why")}</p>
        <CodeText code={fingerprint} label={say("desk-fingerprint")} />
      </section>
      <section>
        <h2>{say("desk-poster")}</h2>
        <div class="scan">
          <Qr text={link("sv")} label={say("desk-poster-qr", { address: told.address })} />
          <div>
            <p>{say("desk-poster-why")}</p>
            <button
              type="button"
              class="button"
              onClick={() => {
                window.print();
              }}
            >
              {say("desk-poster-print")}
            </button>
          </div>
        </div>
      </section>
      <section class="sheet poster" aria-hidden="true">
        <h1>{say("desk-poster-title", { name: name[words.locale] })}</h1>
        <p>{say("desk-poster-text")}</p>
        <Qr text={link(words.locale)} label="" />
        <p class="address">{`${desk.intake}/${words.locale}/c/${told.address}`}</p>
        <p>{say("desk-poster-private")}</p>
        <p class="small">{say("desk-poster-fingerprint", { fingerprint })}</p>
      </section>
    </>
  );
}

/** The server says another address than this computer remembers: nothing is handed out before its member has looked. */
function Elsewhere({ before, place, onConfirm }: { before: string; place: string; onConfirm: () => void }): JSX.Element {
  const { say } = useWords();
  return (
    <Notice tone="alarm">
      <h2>{say("desk-share-place-other")}</h2>
      <p>{say("desk-share-place-other-why", { before, place })}</p>
      <button type="button" class="button plain tiny" onClick={onConfirm}>
        {say("desk-share-place-confirm")}
      </button>
    </Notice>
  );
}
