/** The invitee's side of an invitation, on the wire: no session, each request signed with the invitation's key. */
import { base64, parseBase64, utf8 } from "../../sealing/encoding.ts";
import type { ChannelId } from "../../sealing/id.ts";
import { inviteeKey, type InvitationCode } from "../../sealing/invitation.ts";
import { signRequest } from "../../sealing/request.ts";
import { nullable, oneOf, string, type Reader } from "../../sealing/schema.ts";
import { writeJsonText, type Json } from "../../sealing/strict_json.ts";
import { answer, ApiError, type Api, type Method } from "../api.ts";
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

const nonceAnswer = answer({ nonce: string });
const joined = answer({ member: memberId });

/** Looks an invitation up. @throws ApiError `problem-not-found` when it was used, withdrawn or never made */
export async function findInvitation(api: Api, code: InvitationCode): Promise<FoundInvitation> {
  return signed(api, code, "GET", found);
}

/** Joins: the server makes the member and signs them in. */
export async function sendJoin(api: Api, code: InvitationCode, body: Json): Promise<void> {
  await signed(api, code, "POST", joined, body);
}

async function signed<T>(api: Api, code: InvitationCode, method: Method, reader: Reader<T>, body?: Json): Promise<T> {
  const { nonce } = await api.get("/api/nonce", nonceAnswer);
  try {
    return await once(api, code, method, reader, nonce, body);
  } catch (error) {
    if (!(error instanceof ApiError) || error.kind !== "problem-nonce-expired" || error.nonce === null) throw error;
    return once(api, code, method, reader, error.nonce, body);
  }
}

async function once<T>(
  api: Api,
  code: InvitationCode,
  method: Method,
  reader: Reader<T>,
  nonce: string,
  body?: Json,
): Promise<T> {
  const raw = parseBase64(nonce);
  if (raw === null) throw new ApiError("unreadable");
  const key = inviteeKey(code);
  const content = body === undefined ? new Uint8Array(0) : utf8(writeJsonText(body));
  const proof = signRequest(key, { method, path: PATH, body: content, nonce: raw });
  key.wipe();
  const headers = { "Sigill-Key": proof.key, "Sigill-Nonce": base64(raw), "Sigill-Signature": proof.signature };
  const sent = body === undefined ? { headers, proves: true } : { headers, proves: true, body };
  return (await api.request(method, PATH, reader, sent)).value;
}
