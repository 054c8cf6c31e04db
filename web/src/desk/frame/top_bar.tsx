import type { JSX } from "preact";
import { lock, signOut } from "../begin.ts";
import { useDesk } from "../desk.ts";
import { Link } from "../parts/link.tsx";
import { INBOX } from "../router.ts";
import { LOCALES, useWords } from "../words.ts";

/** What stands over every page: whose desk it is, where one can go, and the way out. */
export function TopBar(): JSX.Element {
  const desk = useDesk();
  const { say, locale } = useWords();
  const state = desk.session.state.value;
  const place = desk.router.place.value;
  const other = LOCALES.find((each) => each !== locale) ?? locale;
  return (
    <>
      <a class="skip" href="#content">
        {say("desk-skip")}
      </a>
      <header class="bar">
        <span class="seal" aria-hidden="true" />
        <strong>{say("desk-product")}</strong>
        {state.at === "unlocked" ? (
          <nav aria-label={say("desk-navigation")}>
            <Link to={INBOX} here={place.at === "inbox"}>
              {say("desk-cases")}
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
                  void signOut(desk);
                }}
              >
                {say("desk-sign-out")}
              </button>
              <button
                type="button"
                class="button plain tiny"
                onClick={() => {
                  void lock(desk, "by-hand");
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
