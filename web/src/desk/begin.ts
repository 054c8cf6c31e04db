/** What runs beside the pages as long as the desk is open: locking, keys, the window's title, the other tabs. */
import { effect } from "@preact/signals";
import { ApiError } from "./api.ts";
import { endSession, fetchMember } from "./api/session.ts";
import type { Desk } from "./desk.ts";
import { letGo } from "./entry/earlier.ts";
import { IdleWatch, type Timing } from "./idleness.ts";
import { endRecovery } from "./recovery/stay.ts";
import type { Leaving, Locking } from "./session.ts";
import { isTyping } from "./shortcuts.ts";

/** What counts as somebody being there. */
const TOUCHES = ["keydown", "pointerdown", "pointermove", "wheel", "touchstart", "click", "input", "focusin"] as const;
/** The tabs of one browser share a session, so that what ends it in one ends it in all. */
const TABS = "sigill-desk";

type Told = "locked" | "signed-out";

const timing: Timing = {
  now: () => Date.now(),
  after: (milliseconds, run) => window.setTimeout(run, milliseconds),
  cancel: (timer) => {
    window.clearTimeout(timer);
  },
};

/** Sets the desk going, once its pages are drawn. */
export function begin(desk: Desk, page: Window): void {
  desk.api.onSessionOver = () => {
    letGo(desk);
    desk.session.departed("session-over");
  };
  watchTask(desk);
  watchIdleness(desk, page);
  watchKeys(desk, page);
  watchTabs(desk, page);
  effect(() => {
    page.document.documentElement.lang = desk.language.locale.value;
  });
  page.document.addEventListener("visibilitychange", () => {
    // On a telephone nothing else may be told before the page is gone.
    if (page.document.visibilityState === "hidden") void desk.session.keep();
  });
  page.addEventListener("pagehide", () => {
    desk.session.leave();
  });
  page.addEventListener("beforeunload", (event) => {
    // Files that were chosen are in no draft: the browser asks before the page goes with them.
    if (desk.cases.peek()?.hasUnsentFiles() === true) event.preventDefault();
  });
  // A listener of its own: what was begun above is on its way by the time the keys are wiped.
  page.addEventListener("pagehide", () => {
    // Also before the browser keeps the page for its back button.
    desk.session.lockNow("opened");
    letGo(desk);
    endRecovery(desk);
  });
  void findMember(desk);
}

/** Asks who is signed in. Where no answer comes nobody is told that they are not: they can ask again. */
export async function findMember(desk: Desk): Promise<void> {
  desk.session.asking();
  try {
    const member = await fetchMember(desk.api);
    if (member === null) desk.session.notFound();
    else desk.session.found(member);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    desk.session.unanswered(error);
  }
}

/** Locks, in every tab. */
export async function lock(desk: Desk, because: Locking): Promise<void> {
  await desk.session.lock(because);
  tell("locked");
}

/**
 * Signs out, in every tab. The vault closes at once, whatever the server says; that somebody is signed out is said once
 * the server has ended the session, for until then its cookie is good.
 */
export async function signOut(desk: Desk, because: Leaving = "signed-out"): Promise<void> {
  await lock(desk, "by-hand");
  desk.session.leaving(because);
  try {
    await endSession(desk.api);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    // A session that is over already is what was asked for.
    if (error.kind !== "problem-not-authenticated") {
      desk.session.unanswered(error);
      return;
    }
  }
  desk.session.departed(because);
  tell("signed-out");
}

/**
 * What somebody has to do first is proved by the way in that they came by, and they have no other that is whole. Once the
 * desk locks over it nothing is left to unlock with: the way in is asked for anew.
 */
export function watchTask(desk: Desk): void {
  effect(() => {
    const { at } = desk.session.state.value;
    const task = desk.task.peek();
    if (at === "unlocked" || task === null) return;
    task.prover.key.wipe();
    desk.task.value = null;
    if (at === "locked") void signOut(desk, "unfinished");
  });
}

function watchIdleness(desk: Desk, page: Window): void {
  let watch: IdleWatch | null = null;
  effect(() => {
    // An earlier vault that waits for its member lies as open as one that is unlocked, and so does a recovery code.
    const isUnlocked = desk.session.state.value.at === "unlocked";
    const isOpen = isUnlocked || desk.earlier.value !== null || desk.recovery.value !== null;
    if (isOpen === (watch !== null)) return;
    watch?.stop();
    desk.idleness.value = "active";
    watch = !isOpen
      ? null
      : new IdleWatch(timing, (idleness) => {
          desk.idleness.value = idleness;
          if (idleness === "over") closeForIdleness(desk);
        });
  });
  for (const touch of TOUCHES) {
    const heard = (): void => {
      // The warning takes the focus itself; nobody is there for that.
      if (touch !== "focusin" || desk.idleness.peek() !== "warned") watch?.touch();
    };
    page.addEventListener(touch, heard, { capture: true, passive: true });
  }
  // Timers stand still in a sleeping computer; it has woken up when the page is looked at again.
  page.document.addEventListener("visibilitychange", () => watch?.check());
}

/** Closes whatever vault is open, and forgets a recovery code. Who came as far as an earlier one by signing in does that anew, and is told why. */
export function closeForIdleness(desk: Desk): void {
  const isDeciding = desk.earlier.peek() !== null;
  letGo(desk);
  endRecovery(desk);
  if (isDeciding && desk.session.state.peek().at === "signed-out") desk.session.departed("unfinished");
  void desk.session.lock("idle");
}

function watchKeys(desk: Desk, page: Window): void {
  page.addEventListener("keydown", (event) => {
    const isInDialog = event.target instanceof Element && event.target.closest("dialog[open]") !== null;
    if (isInDialog || event.defaultPrevented || event.repeat) return;
    const { key, ctrlKey, metaKey, altKey, isComposing } = event;
    const typing = isTyping(event.target);
    if (desk.shortcuts.press({ key, ctrlKey, metaKey, altKey, isComposing, typing })) event.preventDefault();
  });
}

function watchTabs(desk: Desk, page: Window): void {
  const tabs = new BroadcastChannel(TABS);
  tabs.addEventListener("message", ({ data }: MessageEvent<Told>) => {
    letGo(desk);
    if (data === "locked") void desk.session.lock("by-hand");
    else desk.session.departed("signed-out");
  });
  page.addEventListener("pagehide", ({ persisted }) => {
    if (!persisted) tabs.close();
  });
}

function tell(what: Told): void {
  const tabs = new BroadcastChannel(TABS);
  tabs.postMessage(what);
  tabs.close();
}
