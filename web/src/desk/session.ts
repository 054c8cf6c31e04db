/**
 * Whether somebody is signed in, and whether their vault is open. An open vault exists here and nowhere else, and is
 * wiped when the desk locks: by hand, when nobody has touched it for a while, at sign-out, and when the page goes.
 */
import { signal, type ReadonlySignal } from "@preact/signals";
import type { ChannelId, MemberId } from "../sealing/id.ts";
import type { Day } from "../sealing/day.ts";
import { deriveSigningKey } from "../sealing/derive.ts";
import type { SigningKey } from "../sealing/signature.ts";
import { wipeVault, type Vault } from "../sealing/vault.ts";

/** What a member is in a channel. */
export type DesignatedRole = "owner" | "handler" | "deputy" | "auditor";

/** A channel of a member's, as the server tells it; what counts is the keyring. */
export interface Designation {
  readonly channel: ChannelId;
  /** The word in the channel's URL. */
  readonly address: string;
  readonly role: DesignatedRole;
  readonly since: Day;
}

/** Who is signed in. */
export interface Member {
  readonly id: MemberId;
  /** The sign-in name. */
  readonly name: string;
  readonly designations: readonly Designation[];
}

/**
 * Why nobody is signed in: on purpose, the server ended it, or the desk did, because it locked over something that takes
 * the way in which its member came by.
 */
export type Departure = "signed-out" | "session-over" | "unfinished";

/** Why somebody signs out, or is signed out by the desk. */
export type Leaving = Exclude<Departure, "session-over">;

/** Why the vault is closed: the page has only just been opened, by hand, or for idleness. */
export type Locking = "opened" | "by-hand" | "idle";

/** What the server was asked: who is signed in, or to end the session. */
export type Question = "who" | "sign-out";

/** Where a session stands. */
export type SessionState =
  /** The server is being asked. */
  | { readonly at: "starting" }
  /** The vault is closed, and the server is being asked to end the session. */
  | { readonly at: "leaving"; readonly because: Leaving }
  /** The server has not answered what it was asked; it can be asked again. */
  | { readonly at: "unanswered"; readonly asked: Question; readonly because: unknown }
  | { readonly at: "signed-out"; readonly because: Departure | null }
  | { readonly at: "locked"; readonly member: Member; readonly because: Locking }
  | { readonly at: "unlocked"; readonly member: Member; readonly vault: Vault };

/** What happens to a session. */
export type SessionEvent =
  | { readonly type: "asking" }
  | { readonly type: "unanswered"; readonly because: unknown }
  | { readonly type: "leaving"; readonly because: Leaving }
  | { readonly type: "found"; readonly member: Member }
  | { readonly type: "not-found" }
  | { readonly type: "unlocked"; readonly member: Member; readonly vault: Vault }
  | { readonly type: "locked"; readonly because: Locking }
  | { readonly type: "departed"; readonly because: Departure };

/** What an event makes of a state. An event that does not fit changes nothing. */
export function after(state: SessionState, event: SessionEvent): SessionState {
  switch (event.type) {
    case "asking":
      return state.at === "unanswered" && state.asked === "who" ? { at: "starting" } : state;
    case "unanswered":
      if (state.at === "starting") return { at: "unanswered", asked: "who", because: event.because };
      return state.at === "leaving" ? { at: "unanswered", asked: "sign-out", because: event.because } : state;
    case "leaving":
      if (state.at === "starting" || state.at === "signed-out") return state;
      return { at: "leaving", because: event.because };
    case "found":
      return state.at === "starting" ? { at: "locked", member: event.member, because: "opened" } : state;
    case "not-found":
      return state.at === "starting" ? { at: "signed-out", because: null } : state;
    case "unlocked":
      return { at: "unlocked", member: event.member, vault: event.vault };
    case "locked":
      return state.at === "unlocked" ? { at: "locked", member: state.member, because: event.because } : state;
    case "departed":
      // Who was not in has not left; and why somebody left does not change when another tab hears of it too.
      if (state.at === "signed-out") return event.because === "unfinished" ? { ...state, because: event.because } : state;
      if (state.at === "starting") return { at: "signed-out", because: null };
      // Whoever is on their way out has left for that reason, though the session turns out to be over already.
      return { at: "signed-out", because: state.at === "leaving" ? state.because : event.because };
  }
}

/** How long the desk waits, in milliseconds, for what is kept before it locks, such as a draft. */
export const KEEP_WITHIN = 3000;

/** The session of this page. */
export class Session {
  readonly #state = signal<SessionState>({ at: "starting" });
  readonly #keepers = new Set<() => Promise<void>>();
  readonly #leavers = new Set<() => void>();
  #deskKey: SigningKey<"desk"> | null = null;

  /** Where it stands. */
  get state(): ReadonlySignal<SessionState> {
    return this.#state;
  }

  /** The open vault, or null. For what is drawn, read {@link state}. */
  get vault(): Vault | null {
    const state = this.#state.peek();
    return state.at === "unlocked" ? state.vault : null;
  }

  /** The key that signs what this member asks the server to change, or null: it comes from the open vault and goes with it. */
  get deskKey(): SigningKey<"desk"> | null {
    return this.#deskKey;
  }

  /**
   * Something to do while the vault is still open, each time before it closes by hand or for idleness: keeping a
   * draft. It has {@link KEEP_WITHIN}. The function returned forgets it.
   */
  beforeLock(keep: () => Promise<void>): () => void {
    this.#keepers.add(keep);
    return () => this.#keepers.delete(keep);
  }

  /**
   * Something to do at once when the page goes away, while the vault is still open: nothing that is waited for is done
   * any more. The function returned forgets it.
   */
  beforeLeaving(leave: () => void): () => void {
    this.#leavers.add(leave);
    return () => this.#leavers.delete(leave);
  }

  /** Keeps what has to be kept, without locking: the page may go away soon. */
  async keep(): Promise<void> {
    if (this.vault !== null) await Promise.allSettled([...this.#keepers].map((keep) => keep()));
  }

  /** Keeps what can be kept at once: the page goes away. */
  leave(): void {
    if (this.vault === null) return;
    for (const leave of this.#leavers) leave();
  }

  /** The server knows who is signed in. */
  found(member: Member): void {
    this.#take({ type: "found", member });
  }

  /** The server is asked again who is signed in. */
  asking(): void {
    this.#take({ type: "asking" });
  }

  /** The server has not answered. */
  unanswered(because: unknown): void {
    this.#take({ type: "unanswered", because });
  }

  /** The vault closes, and the server is asked to end the session. */
  leaving(because: Leaving): void {
    this.#take({ type: "leaving", because });
  }

  /** The server knows of nobody. */
  notFound(): void {
    this.#take({ type: "not-found" });
  }

  /** A vault has opened. */
  unlocked(member: Member, vault: Vault): void {
    this.#take({ type: "unlocked", member, vault });
  }

  /**
   * The same vault with other content, sealed anew and stored: it shares its secrets with the one before. If the desk
   * has locked in between it stays locked.
   */
  replaced(vault: Vault): void {
    const state = this.#state.peek();
    if (state.at === "unlocked") this.#state.value = { ...state, vault };
    else wipeVault(vault);
  }

  /** The same member with other designations. */
  introduced(member: Member): void {
    const state = this.#state.peek();
    if (state.at === "unlocked") this.#state.value = { ...state, member };
  }

  /** Closes the vault, after what has to be kept was kept or took too long. */
  async lock(because: Locking, wait: (milliseconds: number) => Promise<void> = pause): Promise<void> {
    if (this.#state.peek().at !== "unlocked") return;
    await Promise.race([Promise.allSettled([...this.#keepers].map((keep) => keep())), wait(KEEP_WITHIN)]);
    this.lockNow(because);
  }

  /** Closes the vault at once. */
  lockNow(because: Locking): void {
    this.#take({ type: "locked", because });
  }

  /** Nobody is signed in any more. */
  departed(because: Departure): void {
    this.#take({ type: "departed", because });
  }

  #take(event: SessionEvent): void {
    const before = this.#state.peek();
    const now = after(before, event);
    const key = this.#deskKey;
    // Before the pages hear of it: what they do first may have to be signed.
    if (event.type === "unlocked") this.#deskKey = deriveSigningKey(event.vault.self, "desk/access");
    else if (now.at !== "unlocked") this.#deskKey = null;
    this.#state.value = now;
    if (key !== this.#deskKey) key?.wipe();
    if (before.at === "unlocked" && (now.at !== "unlocked" || now.vault !== before.vault)) wipeVault(before.vault);
  }
}

/** Resolves after so many milliseconds. */
export function pause(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}
