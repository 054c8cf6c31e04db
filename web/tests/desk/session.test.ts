import { describe, expect, it, vi } from "vitest";
import { SecretError } from "../../src/sealing/secret.ts";
import { after, Session, type Member, type SessionState } from "../../src/desk/session.ts";
import { makeVault } from "../support/desk_vault.ts";

const { vault, member: id } = makeVault();
const member: Member = { id, name: "anna", designations: [] };
const locked: SessionState = { at: "locked", member, because: "opened" };
const unlocked: SessionState = { at: "unlocked", member, vault };
const signedOut: SessionState = { at: "signed-out", because: null };

describe("a session's state", () => {
  it("is locked when the server knows who is there, and open once a vault has opened", () => {
    expect(after({ at: "starting" }, { type: "found", member })).toEqual(locked);
    expect(after({ at: "starting" }, { type: "not-found" })).toEqual(signedOut);
    expect(after(locked, { type: "unlocked", member, vault })).toEqual(unlocked);
  });

  it("locks only what is open", () => {
    expect(after(unlocked, { type: "locked", because: "idle" })).toEqual({ at: "locked", member, because: "idle" });
    expect(after(signedOut, { type: "locked", because: "idle" })).toEqual(signedOut);
  });

  it("does not go back to an answer that comes late", () => {
    expect(after(unlocked, { type: "found", member })).toBe(unlocked);
    expect(after(unlocked, { type: "not-found" })).toBe(unlocked);
  });

  it("says why somebody has left, but not of somebody who was not in", () => {
    expect(after(unlocked, { type: "departed", because: "session-over" })).toMatchObject({ because: "session-over" });
    expect(after(signedOut, { type: "departed", because: "session-over" })).toEqual(signedOut);
  });

  it("goes on saying why somebody has left when it is told a second time", () => {
    const left = after(unlocked, { type: "departed", because: "signed-out" });
    expect(after(left, { type: "departed", because: "signed-out" })).toEqual(left);
    expect(after(left, { type: "departed", because: "session-over" })).toEqual(left);
  });
});

describe("locking", () => {
  it("keeps what has to be kept while the vault is open, and then wipes every key", async () => {
    const made = makeVault();
    const session = new Session();
    session.unlocked(member, made.vault);
    let wasOpen = false;
    session.beforeLock(() => {
      wasOpen = session.vault?.self.expose().length === 32;
      return Promise.resolve();
    });
    await session.lock("by-hand");
    expect(wasOpen).toBe(true);
    expect(session.vault).toBeNull();
    expect(() => made.vault.self.expose()).toThrow(SecretError);
    expect(() => made.vault.keys[0].signing.expose()).toThrow(SecretError);
    expect(() => made.vault.keys[0].identity.expose()).toThrow(SecretError);
  });

  it("waits no longer than it may for what hangs or fails", async () => {
    const session = new Session();
    session.unlocked(member, makeVault().vault);
    session.beforeLock(() => new Promise(() => undefined));
    session.beforeLock(() => Promise.reject(new Error("full")));
    const wait = vi.fn(() => Promise.resolve());
    await session.lock("idle", wait);
    expect(wait).toHaveBeenCalledOnce();
    expect(session.state.value).toMatchObject({ at: "locked", because: "idle" });
  });

  it("wipes at sign-out as well, and a vault that arrives after it", () => {
    const [first, late] = [makeVault().vault, makeVault().vault];
    const session = new Session();
    session.unlocked(member, first);
    session.departed("signed-out");
    session.replaced(late);
    expect(() => first.self.expose()).toThrow(SecretError);
    expect(() => late.self.expose()).toThrow(SecretError);
    expect(session.state.value).toEqual({ at: "signed-out", because: "signed-out" });
  });

  it("has the key that signs while the vault is open and no longer", async () => {
    const { vault: open } = makeVault();
    const session = new Session();
    expect(session.deskKey).toBeNull();
    session.unlocked(member, open);
    const key = session.deskKey;
    session.replaced({ ...open, counter: 2 });
    expect(session.deskKey).toBe(key);
    await session.lock("by-hand");
    expect(session.deskKey).toBeNull();
    expect(() => key?.expose()).toThrow(SecretError);
  });

  it("does not wipe what a vault shares with the one that replaces it", () => {
    const { vault: before } = makeVault();
    const session = new Session();
    session.unlocked(member, before);
    session.replaced({ ...before, counter: 2 });
    expect(session.vault?.counter).toBe(2);
    expect(before.self.expose()).toHaveLength(32);
  });
});
