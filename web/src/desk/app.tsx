import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { lock } from "./begin.ts";
import { DeskContext, useDesk, type Desk } from "./desk.ts";
import { SignIn } from "./entry/sign_in.tsx";
import { Unlock } from "./entry/unlock.tsx";
import { Alarms } from "./frame/alarms.tsx";
import { IdleWarning } from "./frame/idle_warning.tsx";
import { KeyList } from "./frame/key_list.tsx";
import { TopBar } from "./frame/top_bar.tsx";
import { Page } from "./pages.tsx";
import { Wait } from "./parts/wait.tsx";
import { LanguageContext, useWords } from "./words.ts";

/** The desk: one page that shows whatever the session allows. */
export function App({ desk }: { desk: Desk }): JSX.Element {
  return (
    <DeskContext.Provider value={desk}>
      <LanguageContext.Provider value={desk.language}>
        <TopBar />
        <main id="content">
          <WhatSessionAllows />
        </main>
        <KeyList />
        <IdleWarning />
        <Voice />
      </LanguageContext.Provider>
    </DeskContext.Provider>
  );
}

function WhatSessionAllows() {
  const desk = useDesk();
  const { say } = useWords();
  const state = desk.session.state.value;
  switch (state.at) {
    case "starting":
      return <Wait>{say("desk-starting")}</Wait>;
    case "signed-out":
      return <SignIn because={state.because} />;
    case "locked":
      return <Unlock member={state.member} because={state.because} />;
    case "unlocked":
      return <Unlocked />;
  }
}

function Unlocked() {
  const desk = useDesk();
  useEffect(
    () => desk.shortcuts.add({ key: "l", does: "desk-lock", run: () => void lock(desk, "by-hand") }),
    [desk],
  );
  return (
    <>
      <Alarms />
      <Page place={desk.router.place.value} />
    </>
  );
}

/** What screen readers are told of what happens elsewhere on the page. */
function Voice() {
  const { announcer } = useDesk();
  return (
    <>
      <div class="unseen" role="status">
        {announcer.polite.value}
      </div>
      <div class="unseen" role="alert">
        {announcer.urgent.value}
      </div>
    </>
  );
}
