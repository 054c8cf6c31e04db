import { describe, expect, it } from "vitest";
import { newCode } from "../../src/sealing/code.ts";
import { base64, concatenate, parseHex, utf8 } from "../../src/sealing/encoding.ts";
import { newId } from "../../src/sealing/id.ts";
import { newIdentity } from "../../src/sealing/identity.ts";
import { InvitationError, invitationLocator, writeJoin, type Join } from "../../src/sealing/invitation.ts";
import { nextEpoch } from "../../src/sealing/keyring/sign.ts";
import { newSigningKey } from "../../src/sealing/signature.ts";
import type { OpenInvitation } from "../../src/sealing/vault.ts";
import type { ToldInvitation } from "../../src/desk/api/channels.ts";
import { visitChannels } from "../../src/desk/channels.ts";
import { unanswered } from "../../src/desk/joining/join.ts";
import { canPublish, fingerprintOfJoin, letIn, publish, verifiedJoin, withJoined } from "../../src/desk/members/invite.ts";
import { NotOwnerError } from "../../src/desk/publication.ts";
import { dayOf, ISSUED, makeChannel } from "../support/desk_vault.ts";
import { OwnersServer } from "../support/owners_desk.ts";

const { channel, owner, epoch, vault } = makeChannel();
const code = newCode("invitation");
const own: OpenInvitation = { channel, member: vault.member, role: "handler", code, day: ISSUED };

function joinOf(part: Partial<Join> = {}): Join {
  return {
    channel,
    member: newId<"member">(),
    role: "handler",
    recipient: newIdentity<"handler">().recipient,
    verify: newSigningKey<"author">().verifyingKey,
    ...part,
  };
}

function toldOf(join: Join, under = code): ToldInvitation {
  const { bytes, tag } = writeJoin(join, under);
  const sent = { bytes: concatenate(bytes), mac: parseHex(tag, 32) ?? new Uint8Array(0) };
  const access = invitationLocator(code);
  return { access, role: "handler", title: "Revisor", invited: ISSUED, expires: ISSUED, join: sent };
}

describe("letting somebody in", () => {
  it("takes a join under the code, and shows the fingerprint that the other screen shows", () => {
    const join = joinOf();
    const verified = verifiedJoin(channel, [epoch.keyring], toldOf(join), own);
    expect(verified?.join).toEqual(join);
    expect(verified?.fingerprint).toBe(fingerprintOfJoin(writeJoin(join, code).bytes));
    expect(verified?.fingerprint).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){3}[0-9A-HJKMNP-TV-Z]{5}$/);
  });

  it("refuses a join that comes from nobody with the code", () => {
    expect(() => verifiedJoin(channel, [epoch.keyring], toldOf(joinOf(), newCode("invitation")), own)).toThrow(InvitationError);
    const told = toldOf(joinOf());
    const swapped = { ...told, join: told.join && { ...told.join, bytes: concatenate(writeJoin(joinOf(), code).bytes) } };
    expect(() => verifiedJoin(channel, [epoch.keyring], swapped, own)).toThrow(InvitationError);
  });

  it("refuses a join for another channel or role than the invitation's", () => {
    expect(verifiedJoin(channel, [epoch.keyring], toldOf(joinOf({ channel: newId<"channel">() })), own)).toBeNull();
    expect(verifiedJoin(channel, [epoch.keyring], toldOf(joinOf({ role: "deputy" })), own)).toBeNull();
    expect(verifiedJoin(channel, [epoch.keyring], { ...toldOf(joinOf()), role: "deputy" }, own)).toBeNull();
  });

  it("refuses an id that stands in another's line, or ever stood in one, though the code is right", () => {
    const former = nextEpoch(epoch, withJoined(epoch.keyring, joinOf(), "Revisor"), dayOf("2026-01-11"));
    const gone = former.handlers.find(({ id }) => id !== vault.member)?.id;
    if (gone === undefined) throw new Error("nobody stood there");
    const history = [epoch.keyring, former, epoch.keyring];
    for (const member of [vault.member, gone]) {
      expect(verifiedJoin(channel, history, toldOf(joinOf({ member })), own)).toBeNull();
    }
    const join = joinOf();
    expect(verifiedJoin(channel, history, toldOf(join), own)).not.toBeNull();
    const inside = nextEpoch(epoch, withJoined(epoch.keyring, join, "Revisor"), dayOf("2026-01-11"));
    expect(verifiedJoin(channel, [epoch.keyring, inside], toldOf(join), own)).not.toBeNull();
  });

  it("adds one line in its place and changes no other", () => {
    const join = joinOf();
    const next = nextEpoch(epoch, withJoined(epoch.keyring, join, "Revisor"), dayOf("2026-01-11"));
    expect(next.handlers.map(({ id }) => id)).toEqual([vault.member, join.member].sort());
    expect(next.handlers.find(({ id }) => id === vault.member)).toEqual(epoch.keyring.handlers[0]);
    expect([next.deputies, next.recovery, next.owner]).toEqual([[], epoch.keyring.recovery, epoch.keyring.owner]);
  });

  it("never gives an id a second line", () => {
    expect(() => withJoined(epoch.keyring, joinOf({ member: vault.member }), "Revisor")).toThrow(RangeError);
  });
});

describe("the line that is signed", () => {
  it("has the title that the owner confirmed, whatever the server says", async () => {
    const told = { ...toldOf(joinOf()), title: "Inkräktare" };
    const verified = verifiedJoin(channel, [epoch.keyring], told, own);
    if (verified === null) throw new Error("the join is not taken");
    const server = new OwnersServer({ channel, owner, epoch, vault });
    await server.keepFirst({ invitations: [own] });
    const desk = await server.unlocked();
    await visitChannels(desk);
    const toldChannel = desk.channels.all.value.get(channel)?.told;
    if (toldChannel === undefined) throw new Error("the channel was not read");
    await letIn(desk, toldChannel, epoch, told, verified, "Revisor");
    const note = server.notes.at(-1) ?? "";
    expect((await server.vault()).invitations).toEqual([]);
    expect([note.includes(base64(utf8("Revisor"))), note.includes(base64(utf8("Inkräktare")))]).toEqual([true, false]);
  });

  it("is signed by nobody whose vault went back, whatever it has pinned", async () => {
    const server = new OwnersServer({ channel, owner, epoch, vault });
    await server.keepFirst();
    const desk = await server.unlocked();
    await visitChannels(desk);
    const toldChannel = desk.channels.all.value.get(channel)?.told;
    if (toldChannel === undefined) throw new Error("the channel was not read");
    for (const movement of ["back", "fork", "renumbered"] as const) {
      desk.channels.vault.value = movement;
      await expect(publish(desk, toldChannel, epoch)).rejects.toBeInstanceOf(NotOwnerError);
    }
    expect(server.notes).toHaveLength(1);
  });
});

describe("a channel", () => {
  it("can be published with two handlers, or one and a deputy", () => {
    const handler = withJoined(epoch.keyring, joinOf(), "Revisor");
    const deputy = withJoined(epoch.keyring, joinOf({ role: "deputy" }), "Revisor");
    expect([epoch.keyring, handler, deputy].map(canPublish)).toEqual([false, true, true]);
  });

  it("is waited for by who was invited, not by its owner who invites", () => {
    expect(unanswered({ ...vault, invitations: [own] })).toBeNull();
    expect(unanswered({ ...vault, pins: [], invitations: [own] })).toBe(own);
  });
});
