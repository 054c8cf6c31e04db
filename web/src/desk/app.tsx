import type { JSX } from "preact";
import type { Vault } from "../sealing/vault.ts";
import { ChangePage } from "./account/change_page.tsx";
import { go, UnkeptDraft } from "./cases/unkept.tsx";
import { DeskContext, useDesk, type Desk } from "./desk.ts";
import { EarlierPage } from "./entry/earlier_page.tsx";
import { SignIn } from "./entry/sign_in.tsx";
import { Unanswered } from "./entry/unanswered.tsx";
import { Unlock } from "./entry/unlock.tsx";
import { Alarms } from "./frame/alarms.tsx";
import { IdleWarning } from "./frame/idle_warning.tsx";
import { KeyList } from "./frame/key_list.tsx";
import { TopBar } from "./frame/top_bar.tsx";
import { unanswered } from "./joining/join.ts";
import { JoinPage } from "./joining/join_page.tsx";
import { WaitingPage } from "./joining/waiting_page.tsx";
import { Page } from "./pages.tsx";
import { useShortcuts } from "./parts/keys.ts";
import { Wait } from "./parts/wait.tsx";
import { RecoveryPage } from "./recovery/recovery_page.tsx";
import type { Member } from "./session.ts";
import { SetupPage } from "./setup/setup_page.tsx";
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
        <UnkeptDraft />
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
  const arrival = desk.arrival.value;
  const earlier = desk.earlier.value;
  if (earlier !== null && state.at !== "unlocked") return <EarlierPage earlier={earlier} />;
  if (arrival !== null && state.at !== "unlocked") {
    return arrival.by === "setup" ? <SetupPage secret={arrival.secret} /> : <JoinPage brought={arrival.code} />;
  }
  // Whoever keeps a channel's recovery code has no account.
  if (state.at === "signed-out" && desk.router.place.value.at === "recovery") return <RecoveryPage />;
  switch (state.at) {
    case "starting":
      return <Wait>{say("desk-starting")}</Wait>;
    case "leaving":
      return <Wait>{say("desk-signing-out")}</Wait>;
    case "unanswered":
      return <Unanswered asked={state.asked} because={state.because} />;
    case "signed-out":
      return <SignIn because={state.because} />;
    case "locked":
      return <Unlock member={state.member} because={state.because} />;
    case "unlocked":
      return <Unlocked member={state.member} vault={state.vault} />;
  }
}

function Unlocked({ member, vault }: { member: Member; vault: Vault }): JSX.Element {
  const desk = useDesk();
  useShortcuts(() => [{ key: "l", does: "desk-lock", run: () => void go(desk, "lock") }]);
  const task = desk.task.value;
  if (task !== null) {
    return (
      <ChangePage
        change={task.do === "new-ways" ? "ways" : "second-factor"}
        member={member}
        prover={task.prover}
        onCancel={null}
        onDone={() => {
          desk.task.value = null;
        }}
      />
    );
  }
  const invitation = unanswered(vault);
  return (
    <>
      <Alarms />
      {invitation === null ? (
        <Page place={desk.router.place.value} member={member} />
      ) : (
        <WaitingPage vault={vault} invitation={invitation} />
      )}
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
