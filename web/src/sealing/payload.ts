/** How long the payload of an age file is: a nonce, and the content in chunks, each with its tag. */

const NONCE_BYTES = 16;
const CHUNK_BYTES = 65_536;
const TAG_BYTES = 16;

/** Bytes of content in an age payload of that many bytes, nonce included; null if no content gives it. */
export function contentSize(payload: number): number | null {
  const chunks = Math.ceil((payload - NONCE_BYTES) / (CHUNK_BYTES + TAG_BYTES));
  const content = payload - NONCE_BYTES - chunks * TAG_BYTES;
  return content > 0 && payloadSize(content) === payload ? content : null;
}

/** Bytes of an age payload, nonce included, for that many bytes of content, at least one. */
export function payloadSize(content: number): number {
  return NONCE_BYTES + content + TAG_BYTES * Math.ceil(content / CHUNK_BYTES);
}
