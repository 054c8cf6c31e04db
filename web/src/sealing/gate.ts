/**
 * The gate: whether bytes have exactly the shape of a sealed thing of a place. It needs no key. What fails is
 * refused, so that plaintext cannot be stored by mistake (PROTOCOL.md section 3).
 */
import { utf8 } from "./encoding.ts";
import { SealingError } from "./failure.ts";
import { SHAPES, type Place } from "./kind.ts";
import { contentSize } from "./payload.ts";

declare const place: unique symbol;

/** Bytes that passed the gate of a place. Only {@link gate} makes them. */
export type Sealed<P extends Place = Place> = Uint8Array<ArrayBuffer> & { readonly [place]: P };

/**
 * Why the gate refuses.
 *
 * - `header`: not the header of an age file, or not in its one spelling
 * - `header-length`: it does not end within {@link MAX_HEADER} or within the bytes given
 * - `stanza`: a stanza that is not hybrid: sealed to another type of recipient, or grease
 * - `stanza-count`: fewer or more recipients than the place has
 * - `size`: content of a length that the place's padding never gives
 */
export type GateErrorKind = "header" | "header-length" | "stanza" | "stanza-count" | "size";

const MESSAGES: Readonly<Record<GateErrorKind, string>> = {
  header: "not the header of a sealed file",
  "header-length": "the header has no end",
  stanza: "sealed to something that is no hybrid recipient",
  "stanza-count": "sealed to a wrong number of recipients",
  size: "the content is not padded as it must be",
};

/** Bytes that have not the shape of a sealed thing. */
export class GateError extends SealingError<GateErrorKind> {
  constructor(kind: GateErrorKind) {
    super("GateError", kind, MESSAGES[kind]);
  }
}

/** Most bytes of a header. */
export const MAX_HEADER = 65_536;

/** What the gate reads of a header. */
export interface Header {
  /** Bytes of the header; the payload begins there. */
  readonly length: number;
  /** How many hybrid stanzas it has. */
  readonly stanzas: number;
}

const LF = 0x0a;

const VERSION_LINE = utf8("age-encryption.org/v1\n");
const STANZA = "-> ";
const END = "--- ";
// 1,120 bytes of encapsulated key: the last of 1,494 symbols carries two bits, the others zero.
const HYBRID = /^-> mlkem768x25519 [A-Za-z0-9+/]{1493}[AQgw]$/;
// 32 bytes, of a stanza's body and of the MAC: the last of 43 symbols carries four bits, the others zero.
const BYTES_32 = /^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]$/;

/**
 * Lets bytes through that have the shape of a sealed thing of that place; they are the same bytes.
 *
 * @throws {@link GateError}
 */
export function gate<P extends Place>(where: P, bytes: Uint8Array<ArrayBuffer>): Sealed<P> {
  const header = readHeader(bytes);
  checkShape(where, header, bytes.length);
  return bytes as Sealed<P>;
}

/**
 * The same check for a file too large to hold: its header and how many bytes it has in all.
 *
 * @throws {@link GateError}
 */
export function checkShape(where: Place, header: Header, length: number): void {
  const { least, most, holds } = SHAPES[where];
  if (header.stanzas < least || header.stanzas > most) throw new GateError("stanza-count");
  const content = contentSize(length - header.length);
  if (content === null || !holds(content)) throw new GateError("size");
}

/**
 * Reads the header at the beginning of some bytes.
 *
 * @throws {@link GateError}
 */
export function readHeader(bytes: Uint8Array): Header {
  const lines = new Lines(bytes.subarray(0, MAX_HEADER));
  if (!startsWith(bytes, VERSION_LINE)) throw new GateError("header");
  lines.next();
  for (let stanzas = 0; ; stanzas += 1) {
    const line = lines.next();
    if (line.startsWith(END)) {
      if (!BYTES_32.test(line.slice(END.length))) throw new GateError("header");
      return { length: lines.at, stanzas };
    }
    if (!line.startsWith(STANZA)) throw new GateError("header");
    if (!HYBRID.test(line) || !BYTES_32.test(lines.next())) throw new GateError("stanza");
  }
}

function startsWith(bytes: Uint8Array, beginning: Uint8Array): boolean {
  return beginning.every((byte, i) => bytes[i] === byte);
}

/** Lines of ASCII, each ended by LF. */
class Lines {
  readonly #bytes: Uint8Array;
  /** Bytes read so far. */
  at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  next(): string {
    const end = this.#bytes.indexOf(LF, this.at);
    if (end < 0) throw new GateError("header-length");
    let line = "";
    for (const byte of this.#bytes.subarray(this.at, end)) line += String.fromCharCode(byte);
    this.at = end + 1;
    return line;
  }
}
