/**
 * The index: a member's cache of decrypted cases, one entry a case (PROTOCOL.md section 9). It lets thousands of cases
 * open with one unlocking and never overrides a verified thread.
 *
 * What else a member's desk keeps for itself alone, such as saved views of the inbox, is sealed in the same way; what it is
 * stands inside, so that the one is never taken for the other.
 *
 * Each writing has a key of its own, from the vault's `self` and a fresh salt, so that the nonce can be zero; erasing
 * a case erases the salt, and with it the key.
 */
import { gcm } from "@noble/ciphers/aes.js";
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { caseIdBytes, parseCaseId, type CaseId } from "./case_id.ts";
import { deriveSalted, saltedInfo } from "./derive.ts";
import { digestFromBytes, type Digest } from "./digest.ts";
import { utf8 } from "./encoding.ts";
import { SealingError } from "./failure.ts";
import { ENVELOPE_UNIT, padWithSpaces, withoutSpaces } from "./padding.ts";
import { systemRandom, type Random } from "./random.ts";
import { count, exactly, objectOf, parsed, record, string, type Read } from "./schema.ts";
import type { Secret } from "./secret.ts";
import { parseJson, writeJsonText, type JsonObject } from "./strict_json.ts";

/** Bytes of a row's salt. */
export const SALT_BYTES = 32;

// Fixed, for a key encrypts once.
const NONCE = new Uint8Array(12);

const schema = record({
  v: exactly(1),
  case: parsed(parseCaseId),
  /** Grows with every writing; an entry whose counter went back is an old one. */
  counter: count,
  /** What the desk keeps of the case, drafts included; only the desk reads it. */
  view: string,
});

/** What an index entry says. */
export type IndexEntry = Omit<Read<typeof schema>, "v">;

/** An index entry as the server keeps it. */
export interface SealedIndexEntry {
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly ciphertext: Uint8Array<ArrayBuffer>;
}

/** An index entry that does not open: altered, another member's, or under another salt. */
export class IndexError extends SealingError<"unopened"> {
  constructor() {
    super("IndexError", "unopened", "not sealed under this member's key, or altered since");
  }
}

/** Seals an entry under a fresh salt. */
export async function sealIndexEntry(
  entry: IndexEntry,
  self: Secret<"self">,
  random: Random = systemRandom,
): Promise<SealedIndexEntry> {
  return sealOwn(objectOfEntry(entry), self, random);
}

/** Seals an object for its member alone, under a fresh salt. */
export async function sealOwn(object: JsonObject, self: Secret<"self">, random: Random = systemRandom): Promise<SealedIndexEntry> {
  const salt = random(SALT_BYTES);
  const content = contentOf(object);
  const key = await keyOf(self, salt, "encrypt");
  const ciphertext = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv: NONCE }, key, content));
  content.fill(0);
  return { salt, ciphertext };
}

/**
 * Seals an entry under a fresh salt before it returns, for a page that is going away and has no time to wait; it takes
 * many times as long as {@link sealIndexEntry}, which a page that stays uses.
 */
export function sealIndexEntryNow(
  entry: IndexEntry,
  self: Secret<"self">,
  random: Random = systemRandom,
): SealedIndexEntry {
  const salt = random(SALT_BYTES);
  const content = contentOf(objectOfEntry(entry));
  const key = deriveSalted(self, "index", salt);
  const ciphertext = new Uint8Array(gcm(key.expose(), NONCE).encrypt(content));
  key.wipe();
  content.fill(0);
  return { salt, ciphertext };
}

/**
 * Opens an entry.
 *
 * @throws {@link IndexError} when it does not open
 * @throws JsonError, SchemaError when what it holds is no entry
 */
export async function openIndexEntry(sealed: SealedIndexEntry, self: Secret<"self">): Promise<IndexEntry> {
  const { case: id, counter, view } = schema(await openOwn(sealed, self));
  return { case: id, counter, view };
}

/**
 * Opens what {@link sealOwn} sealed.
 *
 * @throws {@link IndexError} when it does not open
 * @throws JsonError, SchemaError when what it holds is no object
 */
export async function openOwn(sealed: SealedIndexEntry, self: Secret<"self">): Promise<JsonObject> {
  const key = await keyOf(self, sealed.salt, "decrypt");
  let content: Uint8Array;
  try {
    content = new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv: NONCE }, key, sealed.ciphertext));
  } catch {
    throw new IndexError();
  }
  const object = objectOf(parseJson(withoutSpaces(content)));
  content.fill(0);
  return object;
}

/**
 * The names under which a desk remembers, outside the vault, how far it saw each case's threads: keyed hashes of the case
 * ids, which say nothing to whoever finds them. Thousands are asked for again and again: the key is made once, and each name.
 *
 * @param salt - random, 32 bytes, kept beside what is remembered
 */
export function seenNames(self: Secret<"self">, salt: Uint8Array): (id: CaseId) => Digest {
  const key = deriveSalted(self, "seen", salt);
  const keyed = hmac.create(sha256, key.expose());
  key.wipe();
  const known = new Map<CaseId, Digest>();
  return (id) => {
    const name = known.get(id) ?? digestFromBytes(keyed.clone().update(caseIdBytes(id)).digest());
    known.set(id, name);
    return name;
  };
}

function objectOfEntry({ case: id, counter, view }: IndexEntry): JsonObject {
  return { v: 1, case: id, counter, view };
}

function contentOf(object: JsonObject): Uint8Array<ArrayBuffer> {
  return padWithSpaces(utf8(writeJsonText(object)), ENVELOPE_UNIT);
}

/** The key of one writing. The browser derives it, for thousands of entries open at once. */
async function keyOf(self: Secret<"self">, salt: Uint8Array<ArrayBuffer>, usage: "encrypt" | "decrypt"): Promise<CryptoKey> {
  const from = await sourceOf(self);
  return crypto.subtle.deriveKey(saltedInfo("index", salt), from, { name: "AES-GCM", length: 256 }, false, [usage]);
}

/** Each `self` as the browser derives from it, which lets nobody read it again. */
const sources = new WeakMap<Secret<"self">, Promise<CryptoKey>>();

async function sourceOf(self: Secret<"self">): Promise<CryptoKey> {
  const source = sources.get(self) ?? crypto.subtle.importKey("raw", new Uint8Array(self.expose()), "HKDF", false, ["deriveKey"]);
  sources.set(self, source);
  return source;
}
