/**
 * The payload of an age file, chunk by chunk: STREAM with ChaCha20-Poly1305 (age v1). Chunks are sealed and opened in any
 * order, which the age library does not offer, by the browser's own cipher where it has one and by noble otherwise.
 */
import { chacha20poly1305 } from "@noble/ciphers/chacha.js";
import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { utf8 } from "../encoding.ts";
import { Secret } from "../secret.ts";

/** Bytes of a chunk's content; the last of a file has fewer. */
export const CHUNK_BYTES = 65_536;
/** Bytes that sealing adds to a chunk. */
export const TAG_BYTES = 16;
/** Bytes of the nonce between header and chunks. */
export const NONCE_BYTES = 16;

const KEY_BYTES = 32;
const ALGORITHM = "ChaCha20-Poly1305";

/** Seals and opens the chunks of one file. */
export interface ChunkCipher {
  /** Chunk `n`, counted from 0. A number is for one content alone: the same key and nonce over two would give both away. */
  seal(n: number, isLast: boolean, content: Uint8Array<ArrayBuffer>): Promise<Uint8Array>;
  /** Rejects where it is not the chunk of that number, or not the last as it should be, or altered. */
  open(n: number, isLast: boolean, sealed: Uint8Array<ArrayBuffer>): Promise<Uint8Array>;
  /** What another thread of this page makes the same cipher of, by {@link cipherOf}: the browser's own key, or a copy of its bytes. */
  handOver(): HandedKey;
  /** Forgets the key. */
  wipe(): void;
}

/** The key of a cipher on its way to another thread of the same page; bytes must be moved there, not copied. */
export type HandedKey = CryptoKey | Uint8Array<ArrayBuffer>;

/** Makes the cipher of a payload's key, which is its own from then on. */
export type MakeCipher = (key: Secret<"payload">) => Promise<ChunkCipher>;

/** The key of a payload, from the file key and the nonce between header and chunks. */
export function payloadKey(fileKey: Secret<"file key">, nonce: Uint8Array): Secret<"payload"> {
  return new Secret("payload", hkdf(sha256, fileKey.expose(), nonce, utf8("payload"), KEY_BYTES));
}

/** The browser's cipher if it has one that does what it should, noble's otherwise. */
export const fastestCipher: MakeCipher = async (key) => ((await hasNative()) ? nativeCipher(key) : nobleCipher(key));

/** The cipher of a key that another thread handed over, which is its own from then on. */
export function cipherOf(key: HandedKey): ChunkCipher {
  return key instanceof Uint8Array ? nobleCipherOf(new Secret("payload", key)) : nativeCipherOf(key);
}

/** By noble: the same in every browser, at a third of the speed or less. */
export const nobleCipher: MakeCipher = (key) => Promise.resolve(nobleCipherOf(key));

function nobleCipherOf(key: Secret<"payload">): ChunkCipher {
  return {
    seal: (n, isLast, content) =>
      new Promise((sealed) => {
        sealed(chacha20poly1305(key.expose(), nonceOf(n, isLast)).encrypt(content));
      }),
    open: (n, isLast, sealed) =>
      new Promise((opened) => {
        opened(chacha20poly1305(key.expose(), nonceOf(n, isLast)).decrypt(sealed));
      }),
    handOver: () => new Uint8Array(key.expose()),
    wipe: () => {
      key.wipe();
    },
  };
}

/** By the browser, whose key cannot be read out again; rejects where it has none. */
export const nativeCipher: MakeCipher = async (key) => {
  const bytes = new Uint8Array(key.expose());
  let held: CryptoKey;
  try {
    // The specification's name for the bytes of such a key, which TypeScript's library does not have yet.
    held = await crypto.subtle.importKey("raw-secret" as "raw", bytes, ALGORITHM, false, ["encrypt", "decrypt"]);
  } finally {
    bytes.fill(0);
  }
  key.wipe();
  return nativeCipherOf(held);
};

function nativeCipherOf(key: CryptoKey): ChunkCipher {
  let held: CryptoKey | null = key;
  const own = (): CryptoKey => {
    if (held === null) throw new TypeError("the key has been wiped");
    return held;
  };
  return {
    seal: async (n, isLast, content) =>
      new Uint8Array(await crypto.subtle.encrypt({ name: ALGORITHM, iv: nonceOf(n, isLast) }, own(), content)),
    open: async (n, isLast, sealed) =>
      new Uint8Array(await crypto.subtle.decrypt({ name: ALGORITHM, iv: nonceOf(n, isLast) }, own(), sealed)),
    handOver: own,
    wipe: () => {
      held = null;
    },
  };
}

let native: Promise<boolean> | null = null;

/** Asked once: the answer stays. */
function hasNative(): Promise<boolean> {
  native ??= agrees();
  return native;
}

/**
 * Whether the browser's cipher gives what noble's does, by a key as another thread gets it: it is new, nobody could open what a
 * wrong one seals, and where its keys cannot be handed over no file of several pieces would go up.
 */
async function agrees(): Promise<boolean> {
  const sample = Uint8Array.from({ length: 100 }, (_, i) => i);
  const key = (): Secret<"payload"> => new Secret("payload", new Uint8Array(KEY_BYTES));
  try {
    const [one, other] = await Promise.all([nativeCipher(key()), nobleCipher(key())]);
    const beside = cipherOf(structuredClone(one.handOver()));
    const [ours, theirs] = await Promise.all([other.seal(7, true, sample), beside.seal(7, true, sample)]);
    return ours.length === theirs.length && ours.every((byte, i) => byte === theirs[i]);
  } catch {
    return false;
  }
}

/** 11 bytes of the chunk's number, then whether it is the last. */
function nonceOf(n: number, isLast: boolean): Uint8Array<ArrayBuffer> {
  const nonce = new Uint8Array(12);
  const view = new DataView(nonce.buffer);
  view.setUint32(3, Math.floor(n / 2 ** 32));
  view.setUint32(7, n % 2 ** 32);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
}
