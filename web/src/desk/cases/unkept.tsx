/** Going by hand, by locking or signing out, while something would be lost that was written or chosen: its member is asked first. */
import type { JSX } from "preact";
import { lock, signOut } from "../begin.ts";
import { useDesk, type Desk } from "../desk.ts";
import { Dialog } from "../parts/dialog.tsx";
import { KEEP_WITHIN, pause } from "../session.ts";
import { useWords } from "../words.ts";

/** How somebody goes. */
export type Going = "lock" | "sign-out";

/** Locks or signs out; where a draft is not kept, and cannot be now, or files wait to be sent, it asks. */
export async function go(desk: Desk, how: Going): Promise<void> {
  const atWork = desk.cases.peek();
  const keeper = atWork?.ports.keeper;
  if (keeper?.hasUnkeptDraft === true) await Promise.race([desk.session.keep(), pause(KEEP_WITHIN)]);
  // The time may have been up meanwhile.
  const isOpen = desk.session.vault !== null;
  const isLost = keeper?.hasUnkeptDraft === true || atWork?.hasUnsentFiles() === true;
  if (isOpen && isLost) desk.going.value = how;
  else await goAnyway(desk, how);
}

async function goAnyway(desk: Desk, how: Going): Promise<void> {
  await (how === "lock" ? lock(desk, "by-hand") : signOut(desk));
}

/** The question. */
export function UnkeptDraft(): JSX.Element | null {
  const desk = useDesk();
  const { say } = useWords();
  const how = desk.going.value;
  // Whoever was away too long is not asked any more.
  if (how === null || desk.session.state.value.at !== "unlocked") return null;
  const stay = (): void => {
    desk.going.value = null;
  };
  const keeper = desk.cases.value?.ports.keeper;
  const isDraft = keeper?.hasUnkeptDraft === true;
  const isTooLong = keeper !== undefined && [...keeper.failing.value.values()].includes("too-long");
  const title = isDraft ? "cases-unkept-title" : "desk-file-unsent-title";
  return (
    <Dialog alert title={say(title)} onClose={stay}>
      {isDraft ? <p>{say(isTooLong ? "cases-unkept-too-long" : how === "lock" ? "cases-unkept-lock" : "cases-unkept-sign-out")}</p> : null}
      {desk.cases.value?.hasUnsentFiles() === true ? (
        <p>{say(how === "lock" ? "desk-file-unsent-lock" : "desk-file-unsent-sign-out")}</p>
      ) : null}
      <div class="row">
        <button type="button" class="button" onClick={stay}>
          {say("cases-unkept-stay")}
        </button>
        <button
          type="button"
          class="button plain"
          onClick={() => {
            stay();
            void goAnyway(desk, how);
          }}
        >
          {say(how === "lock" ? "cases-unkept-lock-anyway" : "cases-unkept-sign-out-anyway")}
        </button>
      </div>
    </Dialog>
  );
}
