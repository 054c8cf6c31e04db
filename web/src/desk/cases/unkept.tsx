/** Going by hand, by locking or signing out, while the server has not taken what was written: its member is asked first. */
import type { JSX } from "preact";
import { lock, signOut } from "../begin.ts";
import { useDesk, type Desk } from "../desk.ts";
import { Dialog } from "../parts/dialog.tsx";
import { KEEP_WITHIN, pause } from "../session.ts";
import { useWords } from "../words.ts";

/** How somebody goes. */
export type Going = "lock" | "sign-out";

/** Locks or signs out; where a draft is not kept, and cannot be now, it asks. */
export async function go(desk: Desk, how: Going): Promise<void> {
  const keeper = desk.cases.peek()?.ports.keeper;
  if (keeper?.hasUnkeptDraft === true) await Promise.race([desk.session.keep(), pause(KEEP_WITHIN)]);
  // The time may have been up meanwhile.
  const isOpen = desk.session.vault !== null;
  if (isOpen && keeper?.hasUnkeptDraft === true) desk.going.value = how;
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
  return (
    <Dialog alert title={say("cases-unkept-title")} onClose={stay}>
      <p>{say(how === "lock" ? "cases-unkept-lock" : "cases-unkept-sign-out")}</p>
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
