/**
 * The anchor: what a returning reporter trusts (PROTOCOL.md section 6). It is sealed to the reporter alone, signed by
 * the reporter, and accepted only under the key derived from the code.
 */
import { keyringReference, path } from "./body.ts";
import { caseIdOf, parseCaseId } from "./case_id.ts";
import { parseDay } from "./day.ts";
import { digestFromBytes, parseDigest } from "./digest.ts";
import { openEnvelope, sealEnvelope } from "./envelope.ts";
import { MOST_FILES } from "./file.ts";
import type { Sealed } from "./gate.ts";
import { holders, type Holder } from "./holder.ts";
import { parseChannelId, parseFileId } from "./id.ts";
import { parseRecipient } from "./identity.ts";
import { keyIdOf } from "./key_id.ts";
import { KeyringChain } from "./keyring/chain.ts";
import { KeyringError } from "./keyring.ts";
import type { ReporterKeys } from "./reporter.ts";
import { exactly, list, parsed, record, SchemaError, type Read } from "./schema.ts";
import { parseVerifyingKey } from "./signature.ts";
import type { JsonObject } from "./strict_json.ts";
import type { PinnedCase } from "./thread.ts";

const schema = record({
  v: exactly(1),
  kind: exactly("anchor"),
  case: parsed(parseCaseId),
  channel: parsed(parseChannelId),
  /** The case's recipient of generation 0. */
  recipient: parsed(parseRecipient<"case">),
  /** The owner key that signed the epoch. */
  owner: parsed(parseVerifyingKey<"owner">),
  keyring: keyringReference,
  wrapped: holders,
  excluded: holders,
  /** Digests of the sealed report and contact. */
  report: parsed(parseDigest),
  contact: parsed(parseDigest),
  files: list(record({ id: parsed(parseFileId), digest: parsed(parseDigest) }), MOST_FILES),
  /** The salt of the proof of filing, in hex: the code gives it as well. */
  salt: parsed(parseDigest),
  day: parsed(parseDay),
  path,
});

/** What an anchor says. */
export type Anchor = Read<typeof schema>;

/**
 * Seals an anchor to the reporter, signed by the reporter.
 *
 * @param everybody - whom the keyring lists: it is padded as if it named them all, so that its length does not tell how
 * many of them are excluded
 */
export async function sealAnchor(
  anchor: Omit<Anchor, "v" | "kind">,
  keys: ReporterKeys,
  everybody: readonly Holder[],
): Promise<Sealed<"anchor">> {
  const body = readAnchor({ v: 1, kind: "anchor", ...anchor });
  const longest = { ...body, wrapped: everybody, excluded: [] };
  return sealEnvelope("anchor", { body, signer: keys.signing, recipients: [keys.identity.recipient], longest });
}

/**
 * Opens the anchor with the keys of a code, and recomputes the case id from what it says and from those keys.
 *
 * @throws GateError, UnsealError, JsonError, EnvelopeError, SchemaError: any of them stops the page before anything is
 * sent
 */
export async function openAnchor(sealed: Uint8Array<ArrayBuffer>, keys: ReporterKeys): Promise<Anchor> {
  const opened = await openEnvelope("anchor", keys.identity, sealed);
  const { verifyingKey } = keys.signing;
  const verified = opened.verify((by) => (by === keyIdOf(verifyingKey) ? verifyingKey : null));
  const anchor = readAnchor(verified.body);
  if (caseIdOf(anchor.channel, anchor.recipient, keys.identity.recipient, verifyingKey, anchor) !== anchor.case) {
    throw new SchemaError("range", "case");
  }
  if (anchor.salt !== digestFromBytes(keys.receipt.expose())) throw new SchemaError("range", "salt");
  return anchor;
}

/** What the reporter holds for certain of the case. */
export function pinnedBy(anchor: Anchor, keys: ReporterKeys): PinnedCase {
  const { case: id, channel, recipient, wrapped, excluded } = anchor;
  const { verifyingKey: verify } = keys.signing;
  return { id, channel, recipient, reporter: keys.identity.recipient, verify, wrapped, excluded };
}

/**
 * Verifies the keyrings from the anchor's epoch on, oldest first: the first must be the very note that the report was
 * sealed by, under the owner that the anchor names.
 *
 * @throws KeyringError
 */
export function verifyAnchoredKeyrings(anchor: Anchor, notes: readonly string[]): KeyringChain {
  const { epoch, hash } = anchor.keyring;
  const chain = KeyringChain.verify(anchor.channel, notes, { by: "note", epoch, hash });
  const [first] = chain.epochs;
  if (first?.keyring.epoch !== epoch) throw new KeyringError("pin");
  if (first.keyring.owner !== anchor.owner) throw new KeyringError("owner");
  return chain;
}

function readAnchor(body: JsonObject): Anchor {
  const anchor = schema(body);
  if (anchor.wrapped.length === 0 || anchor.wrapped.some((holder) => anchor.excluded.includes(holder))) {
    throw new SchemaError("range", "wrapped");
  }
  return anchor;
}
