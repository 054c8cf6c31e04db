/** Channels, their keyrings and invitations, on the wire. */
import type { Day } from "../../sealing/day.ts";
import type { Digest } from "../../sealing/digest.ts";
import { base64 } from "../../sealing/encoding.ts";
import type { ChannelId, MemberId } from "../../sealing/id.ts";
import { list, nullable, oneOf, string, type Reader } from "../../sealing/schema.ts";
import { answer, nothing, type Api } from "../api.ts";
import type { DesignatedRole } from "../session.ts";
import { bytes, channelId, day, digest, memberId, truth } from "./read.ts";

const MOST_EPOCHS = 10_000;
const MOST_MEMBERS = 1000;

/** A member of a channel, as the server tells it; who counts is who stands in the keyring. */
export interface ChannelMember {
  readonly member: MemberId;
  readonly name: string;
  readonly role: DesignatedRole;
  readonly since: Day;
  /** Whether mails reach them; null where that is not told: to all but the owner, and where none are sent. */
  readonly mailed: boolean | null;
}

/** A channel as the server tells it; nothing of it is verified. */
export interface ToldChannel {
  readonly channel: ChannelId;
  readonly address: string;
  readonly published: boolean;
  /** The day in the channel's time zone. */
  readonly today: Day;
  /** The settings, as signed. */
  readonly settings: string;
  /** Notes, oldest first. */
  readonly keyrings: readonly string[];
  readonly members: readonly ChannelMember[];
}

const channel: Reader<ToldChannel> = answer({
  channel: channelId,
  address: string,
  published: truth,
  today: day,
  settings: string,
  keyrings: list(string, MOST_EPOCHS, 1),
  members: list(
    answer({ member: memberId, name: string, role: oneOf("owner", "handler", "deputy", "auditor"), since: day, mailed: nullable(truth) }),
    MOST_MEMBERS,
  ),
});

/** A channel that one is designated in. */
export async function fetchChannel(api: Api, id: ChannelId): Promise<ToldChannel> {
  return api.get(`/api/channels/${id}`, channel);
}

const earlier = answer({ settings: string });

/** Settings of a channel by their digest, whichever are the newest: the server's word until they are held against it. */
export async function fetchSettings(api: Api, id: ChannelId, named: Digest): Promise<string> {
  return (await api.get(`/api/channels/${id}/settings/${named}`, earlier)).settings;
}

/** An epoch that its owner has signed. */
export interface SignedEpoch {
  readonly keyring: string;
  /** The settings it names, if the server does not have them yet. */
  readonly settings: string | null;
  readonly published: boolean;
  /** For the one whom this epoch lets in: their invitation, and the owner's answer. */
  readonly welcome: { readonly access: Digest; readonly sealed: Uint8Array } | null;
}

/**
 * Sends the next epoch.
 *
 * @throws ApiError `problem-conflict` when it is not the next
 */
export async function sendEpoch(api: Api, id: ChannelId, epoch: SignedEpoch): Promise<void> {
  const { keyring, settings, published, welcome } = epoch;
  const answered = welcome === null ? null : { access: welcome.access, sealed: base64(welcome.sealed) };
  const body = { keyring, settings, published, welcome: answered };
  await api.send("POST", `/api/channels/${id}/keyrings`, whatever, { body });
}

/** What somebody is invited to be. */
export type InvitedRole = "handler" | "deputy";

/** An invitation as the server keeps it: not the code, and the join as it came. */
export interface ToldInvitation {
  readonly access: Digest;
  readonly role: InvitedRole;
  readonly title: string;
  readonly invited: Day;
  readonly expires: Day;
  readonly join: { readonly bytes: Uint8Array<ArrayBuffer>; readonly mac: Uint8Array<ArrayBuffer> } | null;
}

const invitations = answer({
  invitations: list(
    answer({
      access: digest,
      role: oneOf("handler", "deputy"),
      title: string,
      invited: day,
      expires: day,
      join: nullable(answer({ bytes, mac: bytes })),
    }),
    MOST_MEMBERS,
  ),
});

/** The invitations to a channel that have been neither used up nor withdrawn. */
export async function fetchInvitations(api: Api, id: ChannelId): Promise<readonly ToldInvitation[]> {
  return (await api.get(`/api/channels/${id}/invitations`, invitations)).invitations;
}

/** Invites somebody; the code itself goes outside of the server. */
export async function sendInvitation(
  api: Api,
  id: ChannelId,
  invitation: Pick<ToldInvitation, "access" | "role" | "title">,
): Promise<void> {
  const { access, role, title } = invitation;
  await api.send("POST", `/api/channels/${id}/invitations`, whatever, { body: { access, role, title } });
}

/** Withdraws an invitation. */
export async function withdrawInvitation(api: Api, id: ChannelId, access: Digest): Promise<void> {
  await api.send("DELETE", `/api/channels/${id}/invitations/${access}`, nothing);
}

/** Takes an answer of which only its status counts. */
const whatever: Reader<null> = () => null;
