/** Hex and base64 as the protocol writes them, in one spelling each. */

const HEX = /^(?:[0-9a-f]{2})*$/;

// String.fromCharCode takes its bytes as arguments, of which engines allow some ten thousand.
const CHARS_AT_A_TIME = 8192;

const DIGITS = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** Lower-case hex. */
export function hex(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += DIGITS[byte] ?? "";
  return text;
}

/** Whether a text is lower-case hex of so many bytes. */
export function isHex(text: string, length: number): boolean {
  return text.length === 2 * length && HEX.test(text);
}

/** The bytes of lower-case hex, or null if it is none or not of `length` bytes. */
export function parseHex(text: string, length: number): Uint8Array<ArrayBuffer> | null {
  if (!isHex(text, length)) return null;
  const bytes = new Uint8Array(length);
  for (let i = 0; i < length; i += 1) bytes[i] = Number.parseInt(text.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}

/** Padded base64 (RFC 4648 section 4). */
export function base64(bytes: Uint8Array): string {
  let binary = "";
  for (let i = 0; i < bytes.length; i += CHARS_AT_A_TIME) {
    binary += String.fromCharCode(...bytes.subarray(i, i + CHARS_AT_A_TIME));
  }
  return btoa(binary);
}

/**
 * The bytes of padded base64, or null for anything but its one spelling: no white space, no missing or wrong padding,
 * no bits behind the last byte; and null if there are not `length` bytes, where it is given.
 */
export function parseBase64(text: string, length?: number): Uint8Array<ArrayBuffer> | null {
  let binary: string;
  try {
    binary = atob(text);
  } catch {
    return null;
  }
  // atob forgives much; what it forgave is not written again.
  if (btoa(binary) !== text || (length !== undefined && binary.length !== length)) return null;
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < bytes.length; i += 1) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

/** The parts, one after the other. */
export function concatenate(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const ENCODER = new TextEncoder();

/** The UTF-8 bytes of a text. */
export function utf8(text: string): Uint8Array<ArrayBuffer> {
  return ENCODER.encode(text);
}
