import type { JSX } from "preact";
import type { ChannelId } from "../../sealing/id.ts";
import { go } from "../cases/unkept.tsx";
import { useDesk } from "../desk.ts";
import { unanswered } from "../joining/join.ts";
import { Link } from "../parts/link.tsx";
import { INBOX, type Place } from "../router.ts";
import { LOCALES, useWords } from "../words.ts";

/** The pages of a channel; named by its address where there are several. */
function ChannelLinks(props: {
  channel: ChannelId;
  /** Whether its member answers for the channel's reports. */
  handles: boolean;
  address: string | null;
  place: Place;
}): JSX.Element {
  const { say } = useWords();
  const { channel, handles, address, place } = props;
  const suffix = address === null ? "" : ` (${address})`;
  const isHere = (at: Place["at"]): boolean => place.at === at && "channel" in place && place.channel === channel;
  return (
    <>
      {handles ? (
        <Link to={{ at: "enter", channel, from: null }} here={isHere("enter")}>
          {say("entering-link") + suffix}
        </Link>
      ) : null}
      <Link to={{ at: "members", channel }} here={isHere("members")}>
        {say("desk-members") + suffix}
      </Link>
      <Link to={{ at: "share", channel }} here={isHere("share")}>
        {say("desk-share") + suffix}
      </Link>
      <Link to={{ at: "settings", channel }} here={isHere("settings")}>
        {say("settings-title") + suffix}
      </Link>
    </>
  );
}

/** What stands over every page: whose desk it is, where one can go, and the way out. */
export function TopBar(): JSX.Element {
  const desk = useDesk();
  const { say, locale } = useWords();
  const state = desk.session.state.value;
  const place = desk.router.place.value;
  // Who has something to do first, or has not been let in, can go nowhere yet.
  const isFree = state.at === "unlocked" && desk.task.value === null && unanswered(state.vault) === null;
  const other = LOCALES.find((each) => each !== locale) ?? locale;
  return (
    <>
      <a class="skip" href="#content">
        {say("desk-skip")}
      </a>
      <header class="bar">
        <span class="seal" aria-hidden="true" />
        <strong>{say("desk-product")}</strong>
        {isFree ? (
          <nav aria-label={say("desk-navigation")}>
            <Link to={INBOX} here={place.at === "inbox"}>
              {say("desk-cases")}
            </Link>
            {state.member.designations
              .filter(({ role }) => role !== "auditor")
              .map(({ channel, address, role }, _index, all) => (
                <ChannelLinks
                  key={channel}
                  channel={channel}
                  handles={role !== "deputy"}
                  address={all.length > 1 ? address : null}
                  place={place}
                />
              ))}
            <Link to={{ at: "account" }} here={place.at === "account"}>
              {say("desk-account")}
            </Link>
          </nav>
        ) : null}
        <div class="end">
          <button
            type="button"
            class="button quiet tiny"
            lang={other}
            onClick={() => {
              desk.language.locale.value = other;
              desk.router.choose({ locale: other });
            }}
          >
            {say("desk-other-language")}
          </button>
          {state.at === "unlocked" ? (
            <>
              <button
                type="button"
                class="button quiet tiny"
                onClick={() => {
                  void go(desk, "sign-out");
                }}
              >
                {say("desk-sign-out")}
              </button>
              <button
                type="button"
                class="button plain tiny"
                onClick={() => {
                  void go(desk, "lock");
                }}
              >
                {say("desk-lock")} {desk.shortcuts.singleKeys.value ? <kbd aria-hidden="true">L</kbd> : null}
              </button>
            </>
          ) : null}
        </div>
      </header>
    </>
  );
}
