/** The invitee's side of an invitation, on the wire: no session, each request signed with the invitation's key. */
import type { ChannelId } from "../../sealing/id.ts";
import { inviteeKey, type InvitationCode } from "../../sealing/invitation.ts";
import { nullable, oneOf, string, type Reader } from "../../sealing/schema.ts";
import type { Json } from "../../sealing/strict_json.ts";
import { answer, type Api, type Method, type Sent } from "../api.ts";
import type { InvitedRole } from "./channels.ts";
import { bytes, channelId, memberId } from "./read.ts";

const PATH = "/api/invitation";

/** An invitation as the invitee finds it; nothing of it is verified. */
export interface FoundInvitation {
  readonly channel: ChannelId;
  readonly address: string;
  readonly role: InvitedRole;
  /** The title under which reporters will see them; the owner's choice. */
  readonly title: string;
  /** The newest note. */
  readonly keyring: string;
  /** The owner's answer, once there is one. */
  readonly welcome: Uint8Array<ArrayBuffer> | null;
}

const found: Reader<FoundInvitation> = answer({
  channel: channelId,
  address: string,
  role: oneOf("handler", "deputy"),
  title: string,
  keyring: string,
  welcome: nullable(bytes),
});

const joined = answer({ member: memberId });

/** Looks an invitation up. @throws ApiError `problem-not-found` when it was used, withdrawn or never made */
export async function findInvitation(api: Api, code: InvitationCode): Promise<FoundInvitation> {
  return signed(api, code, "GET", found);
}

/** Joins: the server makes the member and signs them in. */
export async function sendJoin(api: Api, code: InvitationCode, body: Json): Promise<void> {
  await signed(api, code, "POST", joined, { body });
}

async function signed<T>(api: Api, code: InvitationCode, method: Method, reader: Reader<T>, sent: Sent = {}): Promise<T> {
  const key = inviteeKey(code);
  try {
    return await api.signed(() => key, method, PATH, reader, { ...sent, proves: true });
  } finally {
    key.wipe();
  }
}
