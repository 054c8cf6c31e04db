/** Bytes of a file, and what is read from them without copying. What lies outside of them throws a RangeError. */

/** Bytes that a Blob can be made of. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** A view of the same bytes that reads numbers. */
export function viewOf(bytes: Bytes): DataView<ArrayBuffer> {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** The bytes from `start` on. */
export function sliceOf(bytes: Bytes, start: number, length: number): Bytes {
  if (start < 0 || length < 0 || start + length > bytes.length) throw new RangeError("outside of the file");
  return bytes.subarray(start, start + length);
}

/** The bytes as characters of Latin-1, at most as many as asked for. */
export function latin1(bytes: Bytes, start = 0, length = bytes.length): string {
  let text = "";
  for (const byte of bytes.subarray(start, start + length)) text += String.fromCharCode(byte);
  return text;
}

/** Characters of Latin-1 as bytes. */
export function bytesOf(text: string): Bytes {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** Whether the bytes begin with these characters of Latin-1. */
export function startsWith(bytes: Bytes, text: string, at = 0): boolean {
  if (at + text.length > bytes.length) return false;
  for (let index = 0; index < text.length; index += 1) if (bytes[at + index] !== text.charCodeAt(index)) return false;
  return true;
}

/** Whether both are the same bytes. */
export function areSame(one: Bytes, other: Bytes): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}

/** All bytes in one piece. */
export function joined(parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
