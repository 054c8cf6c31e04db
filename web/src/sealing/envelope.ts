/**
 * Envelopes: a signed JSON body in an outer JSON object, padded, sealed (PROTOCOL.md section 4).
 *
 * Opening follows the order of work: unseal; read the outer object; find the signer among keys already trusted, never
 * in the thing itself; verify; read the body. What the body says of its place (case, thread, n, prev, writer) is for
 * whoever knows the thread to check, and nothing is shown before.
 */
import { digestOf, type Digest } from "./digest.ts";
import { utf8 } from "./encoding.ts";
import { SealingError } from "./failure.ts";
import { gate, type Sealed } from "./gate.ts";
import { openBytes, sealBytes } from "./hybrid.ts";
import type { Identity, Recipient } from "./identity.ts";
import { keyIdOf, parseKeyId, type KeyId } from "./key_id.ts";
import { belongs, parseKind, unitOf, type EnvelopePlace, type Kind } from "./kind.ts";
import { padWithSpaces, withoutSpaces } from "./padding.ts";
import { parseSignature, verifies, type Signature, type SigningKey, type VerifyingKey } from "./signature.ts";
import { parseJson, parseJsonText, writeJsonText, type Json, type JsonObject } from "./strict_json.ts";

/**
 * Why an envelope is refused after it has opened.
 *
 * - `outer`: the outer object has not exactly the five names, or one has a value it cannot have
 * - `kind`: a kind that does not lie in this place, or not the one the body names
 * - `unknown-author`: no trusted key has the id it names
 * - `signature`: not signed by that key
 * - `body`: the body is no object of version 1
 */
export type EnvelopeErrorKind = "outer" | "kind" | "unknown-author" | "signature" | "body";

const MESSAGES: Readonly<Record<EnvelopeErrorKind, string>> = {
  outer: "not the outer object of an envelope",
  kind: "not of a kind that lies here",
  "unknown-author": "signed by a key that is not trusted",
  signature: "not signed by the key it names",
  body: "the body is not an object of version 1",
};

/** An envelope that is shown as damaged. */
export class EnvelopeError extends SealingError<EnvelopeErrorKind> {
  constructor(kind: EnvelopeErrorKind) {
    super("EnvelopeError", kind, MESSAGES[kind]);
  }
}

declare const verified: unique symbol;

/** An envelope whose signature has been verified under a trusted key. Only this file makes them. */
export interface Verified {
  readonly [verified]: true;
  readonly kind: Kind;
  /** The id of the key that signed it. */
  readonly by: KeyId;
  /** The key that signed it. */
  readonly key: VerifyingKey;
  /** What it says; strict JSON of version 1 and of that kind, of no checked schema yet. */
  readonly body: JsonObject;
  /** SHA-256 of the sealed file: what `prev`, `seen` and references name. */
  readonly digest: Digest;
}

/** An envelope that has opened and proves nothing yet. */
export interface Opened {
  readonly kind: Kind;
  /** The id of the key it says to be signed with. */
  readonly by: KeyId;
  /** SHA-256 of the sealed file. */
  readonly digest: Digest;
  /**
   * Verifies it under the key that `trusted` gives for its author's id; null for an id that is not trusted.
   *
   * @throws {@link EnvelopeError}
   */
  readonly verify: (trusted: (by: KeyId) => VerifyingKey | null) => Verified;
  /**
   * Verifies it under a key that its own, yet unproven body holds: a wrap, whose key the case id binds, or a vault,
   * where a signature is integrity and not trust. For every other kind this would be trusting the thing itself.
   *
   * @throws {@link EnvelopeError}
   */
  readonly verifyUnderOwnKey: (keyIn: (body: JsonObject) => VerifyingKey | null) => Verified;
}

/** What is sealed in an envelope. */
export interface Draft {
  /** The body. Its `v` and `kind` are 1 and the envelope's kind. */
  readonly body: JsonObject & { readonly v: 1; readonly kind: Kind };
  /** Who signs it. */
  readonly signer: SigningKey;
  /** Whom it is sealed to: as many as the place has stanzas. */
  readonly recipients: readonly [Recipient, ...Recipient[]];
  /** The longest body that could have stood in its place, where the length must not tell which it is. */
  readonly longest?: JsonObject;
}

/**
 * Signs, pads and seals an envelope.
 *
 * @throws {@link EnvelopeError} `kind` when it does not belong there
 * @throws JsonError when the body holds what strict JSON cannot
 * @throws PaddingError when it is too large
 * @throws GateError `stanza-count` when the place has another number of recipients
 */
export async function sealEnvelope<P extends EnvelopePlace>(place: P, draft: Draft): Promise<Sealed<P>> {
  const { kind } = draft.body;
  if (!belongs(kind, place)) throw new EnvelopeError("kind");
  const by = keyIdOf(draft.signer.verifyingKey);
  const signed = writeJsonText(draft.body);
  const sig = draft.signer.sign(kind, utf8(signed));
  const outer = (body: string): Uint8Array => utf8(writeJsonText({ v: 1, kind, by, sig, signed: body }));
  const longest = draft.longest === undefined ? 0 : outer(writeJsonText(draft.longest)).length;
  const content = padWithSpaces(outer(signed), unitOf(place), longest);
  try {
    return gate(place, await sealBytes(draft.recipients, content));
  } finally {
    content.fill(0);
  }
}

/**
 * Opens an envelope and reads its outer object.
 *
 * @throws GateError when it has not the shape of the place
 * @throws UnsealError when it is not sealed to the identity, or was altered
 * @throws JsonError, {@link EnvelopeError} when what was sealed is no envelope of this place
 */
export async function openEnvelope(
  place: EnvelopePlace,
  identity: Identity,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Opened> {
  const sealed = gate(place, bytes);
  const content = await openBytes(identity, sealed);
  const outer = readOuter(content, place);
  content.fill(0);
  const { kind, by } = outer;
  const digest = digestOf(sealed);

  const verify = (key: VerifyingKey | null): Verified => {
    if (key === null || keyIdOf(key) !== by) throw new EnvelopeError("unknown-author");
    if (!verifies(key, kind, utf8(outer.signed), outer.signature)) throw new EnvelopeError("signature");
    // Private to this file: what was just verified.
    return { kind, by, key, body: readBody(outer), digest } as Verified;
  };
  return {
    kind,
    by,
    digest,
    verify: (trusted) => verify(trusted(by)),
    verifyUnderOwnKey: (keyIn) => {
      if (kind !== "wrap" && kind !== "vault") throw new EnvelopeError("unknown-author");
      return verify(keyIn(readBody(outer)));
    },
  };
}

interface Outer {
  readonly kind: Kind;
  readonly by: KeyId;
  readonly signature: Signature;
  readonly signed: string;
}

function readOuter(content: Uint8Array, place: EnvelopePlace): Outer {
  const outer = parseJson(withoutPadding(content));
  if (!isObject(outer) || Object.keys(outer).length !== 5 || outer["v"] !== 1) throw new EnvelopeError("outer");
  const { kind: kindText, by: byText, sig, signed } = outer;
  if (typeof kindText !== "string" || typeof byText !== "string" || typeof sig !== "string") {
    throw new EnvelopeError("outer");
  }
  const kind = parseKind(kindText);
  const by = parseKeyId(byText);
  const signature = parseSignature(sig);
  if (kind === null || by === null || signature === null || typeof signed !== "string") {
    throw new EnvelopeError("outer");
  }
  if (!belongs(kind, place)) throw new EnvelopeError("kind");
  return { kind, by, signature, signed };
}

/** One object, from the first byte on, and spaces to the end: no other white space around it. */
function withoutPadding(content: Uint8Array): Uint8Array {
  const json = withoutSpaces(content);
  if (json[0] !== 0x7b || json.at(-1) !== 0x7d) throw new EnvelopeError("outer");
  return json;
}

function readBody({ kind, signed }: Outer): JsonObject {
  const body = parseJsonText(signed);
  if (!isObject(body) || body["v"] !== 1) throw new EnvelopeError("body");
  if (body["kind"] !== kind) throw new EnvelopeError("kind");
  return body;
}

function isObject(value: Json): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
