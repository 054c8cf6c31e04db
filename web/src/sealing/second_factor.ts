/**
 * The second factor: six digits that an app on a member's phone works out from a shared secret and the time (RFC 6238
 * with SHA-1, 30 seconds and six digits, which is what every app does). The server verifies it; the browser that makes
 * the secret only checks, before it asks the server, that the app took it.
 */
import { hmac } from "@noble/hashes/hmac.js";
import { sha1 } from "@noble/hashes/legacy.js";
import { base32nopad } from "@scure/base";
import { systemRandom, type Random } from "./random.ts";
import { Secret } from "./secret.ts";

/** What an app and the server share. */
export type SecondFactor = Secret<"second-factor">;

const SECRET_BYTES = 20;
const STEP_SECONDS = 30;
const DIGITS = 6;

/** Draws a new secret. */
export function newSecondFactor(random: Random = systemRandom): SecondFactor {
  return new Secret("second-factor", random(SECRET_BYTES));
}

/** The secret as one types it into an app, in base 32 without padding. */
export function writeSecondFactor(secret: SecondFactor): string {
  return base32nopad.encode(secret.expose());
}

/** The address that a QR code holds for an app to scan. `name` is what the app shows beside the product's name. */
export function secondFactorAddress(secret: SecondFactor, issuer: string, name: string): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(name)}`;
  const query = `secret=${writeSecondFactor(secret)}&issuer=${encodeURIComponent(issuer)}`;
  return `otpauth://totp/${label}?${query}&algorithm=SHA1&digits=${DIGITS}&period=${STEP_SECONDS}`;
}

/** The six digits that are good at a moment. */
export function secondFactorCode(secret: SecondFactor, moment: Date): string {
  return codeAt(secret, Math.floor(moment.getTime() / 1000 / STEP_SECONDS));
}

/** Whether the digits are good at a moment, or were or will be within half a minute: clocks differ. */
export function isSecondFactorCode(secret: SecondFactor, digits: string, moment: Date): boolean {
  const step = Math.floor(moment.getTime() / 1000 / STEP_SECONDS);
  return [step - 1, step, step + 1].some((each) => codeAt(secret, each) === digits);
}

function codeAt(secret: SecondFactor, step: number): string {
  const counter = new Uint8Array(8);
  new DataView(counter.buffer).setBigUint64(0, BigInt(Math.max(0, step)));
  const tag = hmac(sha1, secret.expose(), counter);
  const view = new DataView(tag.buffer, tag.byteOffset);
  // RFC 4226 section 5.3: four bytes at the place that the last four bits name, without the sign.
  const truncated = view.getUint32(view.getUint8(tag.length - 1) & 0xf) & 0x7fff_ffff;
  return (truncated % 10 ** DIGITS).toString().padStart(DIGITS, "0");
}
