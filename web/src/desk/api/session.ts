/** Signing in and out, and one's own sessions, on the wire. */
import { base64, parseHex } from "../../sealing/encoding.ts";
import type { MemberId } from "../../sealing/id.ts";
import { count, list, oneOf, parsed, string, type Reader } from "../../sealing/schema.ts";
import type { Signature } from "../../sealing/signature.ts";
import { writeJsonText, type JsonObject } from "../../sealing/strict_json.ts";
import { answer, ApiError, nothing, type Api } from "../api.ts";
import type { Designation, Member } from "../session.ts";
import { bytes, channelId, day, memberId, truth } from "./read.ts";

const MOST_DESIGNATIONS = 1000;

const designation: Reader<Designation> = answer({
  channel: channelId,
  address: string,
  role: oneOf("owner", "handler", "deputy", "auditor"),
  since: day,
});

const whoami = answer({
  member: memberId,
  name: string,
  designations: list(designation, MOST_DESIGNATIONS),
});

/** Who is signed in; null if nobody. */
export async function fetchMember(api: Api): Promise<Member | null> {
  try {
    const { member, name, designations } = await api.get("/api/session", whoami);
    return { id: member, name, designations };
  } catch (error) {
    if (error instanceof ApiError && error.kind === "problem-not-authenticated") return null;
    throw error;
  }
}

/** Ends this session, also while the page goes away. */
export async function endSession(api: Api): Promise<void> {
  await api.knock("DELETE /api/session", nothing, { keepalive: true });
}

/** The vault as the server keeps it, and the number it goes by there. */
export interface StoredVault {
  readonly counter: number;
  readonly sealed: Uint8Array<ArrayBuffer>;
  /** The numbers of those before it that the server still has, the newest first. */
  readonly earlier: readonly number[];
}

const MOST_EARLIER = 100;

/** Reads a stored vault. */
const storedVault: Reader<StoredVault> = answer({
  counter: count,
  sealed: bytes,
  earlier: list(count, MOST_EARLIER),
});

/** The member's vault. */
export async function fetchVault(api: Api): Promise<StoredVault> {
  return api.get("/api/vault", storedVault);
}

/** One of the member's earlier vaults, as it was sealed. */
export async function fetchEarlierVault(api: Api, counter: number): Promise<Uint8Array<ArrayBuffer>> {
  return (await api.get(`/api/vault?counter=${counter}`, storedVault)).sealed;
}

/** A proof that a change is its member's own: by an old way in, over a challenge of this session and the change itself. */
export interface Proof {
  readonly challenge: Uint8Array<ArrayBuffer>;
  readonly way: "passphrase" | "recovery";
  readonly signature: Signature;
  /** The JSON that says what is new, as it is signed. */
  readonly change: string;
}

/** Verifying keys of new ways in, and the vault sealed to them in the place of the one of a counter. */
export interface NewCredentials {
  readonly passphrase: string;
  readonly recovery: string;
  readonly vault: Uint8Array;
  readonly counter: number;
}

const changeChallenge = answer({ challenge: bytes });

/** A challenge to change one's ways in, good once and in this session alone. */
export async function fetchChangeChallenge(api: Api): Promise<Uint8Array<ArrayBuffer>> {
  return (await api.get("/api/credentials/challenge", changeChallenge)).challenge;
}

/** The change to new ways in, to be proved. */
export function credentialsChange({ passphrase, recovery, vault, counter }: NewCredentials): string {
  return writeJsonText({ credentials: { passphrase, recovery }, vault: base64(vault), counter });
}

/** The change to a new second factor, to be proved; `code` are digits that an app shows of it. */
export function secondFactorChange(secret: Uint8Array, code: string): string {
  return writeJsonText({ secret: base64(secret), code });
}

/** Changes passphrase and recovery code; every other session ends. */
export async function sendCredentials(api: Api, proof: Proof): Promise<void> {
  await api.send("PUT", "/api/credentials", nothing, { body: written(proof), proves: true });
}

/** Changes the second factor, once an app has shown that it has the new one. */
export async function sendSecondFactor(api: Api, proof: Proof): Promise<void> {
  await api.send("PUT", "/api/second-factor", nothing, { body: written(proof), proves: true });
}

function written({ challenge: signed, way, signature, change }: Proof): JsonObject {
  return { challenge: base64(signed), way, signature, change };
}

const stored = answer({ counter: count });

/**
 * Puts a vault in the place of the one of that counter, and gives the new counter.
 *
 * @throws ApiError `problem-conflict` when another was put there meanwhile
 */
export async function storeVault(api: Api, before: number, sealed: Uint8Array): Promise<number> {
  const body = { sealed: base64(sealed), counter: before };
  const answered = await api.send("PUT", "/api/vault", stored, { body });
  return answered.counter;
}

/** A session of one's own, as the list shows it. */
export interface OwnSession {
  readonly id: string;
  /** Minutes since 1970. */
  readonly begun: number;
  /** Minutes since 1970. */
  readonly used: number;
  /** Whether it is the one that asks. */
  readonly isThis: boolean;
}

const sessionId = parsed((value) => (parseHex(value, 16) === null ? null : value));
const sessions = answer({
  sessions: list(answer({ id: sessionId, begun: count, used: count, this: truth }), MOST_DESIGNATIONS),
});

/** One's own sessions. */
export async function fetchSessions(api: Api): Promise<readonly OwnSession[]> {
  const read = await api.get("/api/sessions", sessions);
  return read.sessions.map(({ this: isThis, ...session }) => ({ ...session, isThis }));
}

/** Ends a session of one's own. */
export async function endOwnSession(api: Api, id: string): Promise<void> {
  await api.send("DELETE", `/api/sessions/${id}`, nothing);
}

/** What the server answers to a name: alike whether it knows it or not. */
export interface Challenge {
  readonly member: MemberId;
  readonly challenge: Uint8Array<ArrayBuffer>;
}

const challenge: Reader<Challenge> = answer({ member: memberId, challenge: bytes });

/** A challenge to sign, for that name. */
export async function fetchChallenge(api: Api, name: string): Promise<Challenge> {
  return api.knock("POST /api/session/challenge", challenge, { body: { name } });
}

/** How a challenge was signed: with the passphrase, with the recovery code, or with both for a lost second factor. */
export type Way = "passphrase" | "recovery" | "both";

/** A signed challenge. */
export interface SignIn {
  readonly name: string;
  readonly challenge: Uint8Array<ArrayBuffer>;
  readonly way: Way;
  /** By the passphrase, or with `recovery` by the recovery code. */
  readonly signature: Signature;
  /** With `both`: by the recovery code. */
  readonly recoverySignature: Signature | null;
  /** The second factor's six digits; null with `both`. */
  readonly code: string | null;
}

const signedIn = answer({ member: memberId, vault: storedVault });

/** Signs in; everything that is wrong is refused alike, `problem-not-authenticated`. */
export async function signIn(api: Api, proof: SignIn): Promise<{ readonly member: MemberId; readonly vault: StoredVault }> {
  const { name, challenge: signed, way, signature, recoverySignature, code } = proof;
  const body = { name, challenge: base64(signed), way, signature, recovery_signature: recoverySignature, code };
  return api.knock("POST /api/session", signedIn, { body, proves: true });
}
