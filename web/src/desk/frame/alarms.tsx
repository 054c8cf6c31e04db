import type { JSX } from "preact";
import { hasExpired } from "../../sealing/keyring/status.ts";
import { ownToday, visitChannels, type ChannelAlarm } from "../channels.ts";
import { useDesk } from "../desk.ts";
import { Notice } from "../parts/notice.tsx";
import { inWords } from "../problem.ts";
import { useWords, type Phrase } from "../words.ts";
import { hasHeld } from "../memory.ts";
import { RenewalNotice } from "./renewal_notice.tsx";
import { UnreadNotice } from "./unread_notice.tsx";

const IN_WORDS: Readonly<Record<ChannelAlarm, Phrase>> = {
  keyring: "desk-alarm-keyring",
  "went-back": "desk-alarm-went-back",
  forked: "desk-alarm-forked",
  "own-line": "desk-alarm-own-line",
  "unsigned-by-me": "desk-alarm-unsigned-by-me",
  settings: "desk-alarm-settings",
};

/** What an unlocking found wrong, above every page until it is mended. */
export function Alarms(): JSX.Element {
  const desk = useDesk();
  const words = useWords();
  const { say, day } = words;
  const movement = desk.channels.vault.value;
  const problem = desk.channels.problem.value;
  return (
    <div class="alarms">
      {hasHeld(movement) ? null : (
        <Notice tone="alarm">
          <h2>{say("desk-alarm")}</h2>
          <p>{say(movement === "renumbered" ? "desk-alarm-vault-renumbered" : "desk-alarm-vault")}</p>
        </Notice>
      )}
      {[...desk.channels.all.value.values()].flatMap(({ told, alarms }) =>
        alarms.map((alarm) => (
          <Notice tone="alarm" key={`${told.channel} ${alarm}`}>
            <h2>{say("desk-alarm-channel", { address: told.address })}</h2>
            <p>{say(IN_WORDS[alarm])}</p>
          </Notice>
        )),
      )}
      {[...desk.channels.all.value.values()].map(({ told, chain }) =>
        chain !== null && hasExpired(chain.newest.keyring, ownToday(desk, chain.newest)) ? (
          <Notice tone="alarm" key={`${told.channel} expired`}>
            <h2>{say("desk-alarm-channel", { address: told.address })}</h2>
            <p>{say("desk-alarm-expired", { day: day(chain.newest.keyring.expires) })}</p>
          </Notice>
        ) : null,
      )}
      {[...desk.channels.all.value.values()].map((known) =>
        known.unread === null ? null : <UnreadNotice key={known.told.channel} known={known} unread={known.unread} />,
      )}
      {[...desk.channels.all.value.values()].map((known) =>
        known.asks ? <RenewalNotice key={known.told.channel} known={known} /> : null,
      )}
      {problem === null ? null : (
        <Notice tone="warning">
          <p>{say("desk-channels-unread", { why: inWords(problem, words) })}</p>
          <button
            type="button"
            class="button plain tiny"
            onClick={() => {
              void visitChannels(desk);
            }}
          >
            {say("desk-again")}
          </button>
        </Notice>
      )}
    </div>
  );
}
