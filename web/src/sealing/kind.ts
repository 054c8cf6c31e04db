/** The kinds of envelopes and the places where sealed things lie. */
import { ENVELOPE_UNIT, WRAP_UNIT, isPaddedFileSize, isPaddedSize, type PaddingUnit } from "./padding.ts";
import { contentSize } from "./payload.ts";

/** Every kind, in the order of PROTOCOL.md. */
export const KINDS = [
  "report",
  "contact",
  "message",
  "act",
  "grant",
  "rekey",
  "strike",
  "note",
  "triage",
  "wrap",
  "anchor",
  "staged",
  "vault",
] as const;

/** What an envelope is: the name that stands in the outer object, in the body, and in what is signed. */
export type Kind = (typeof KINDS)[number];

/** The kind of that name, or null. */
export function parseKind(text: string): Kind | null {
  return KINDS.find((kind) => kind === text) ?? null;
}

/**
 * Where an envelope lies. The server knows the place and never the kind, so the gate goes by the place.
 *
 * - `conversation`: thread c, what reporter and handlers share
 * - `internal`: thread i, the handlers' own
 * - `wrap`, `anchor`, `staged`, `vault`: outside of threads, of the one kind of that name
 */
export type EnvelopePlace = "conversation" | "internal" | "wrap" | "anchor" | "staged" | "vault";

/**
 * Where a sealed thing lies: an envelope's place, or
 *
 * - `file`: a file, sealed to an identity of its own
 * - `contact-details`: the inner file of a contact, sealed to the case once more
 * - `custodian-details`: under contact=two that file, byte for byte, sealed again to the custodians not excluded
 * - `parcel`: the wraps of a filing on their way, sealed to the server alone
 */
export type Place = EnvelopePlace | "file" | "contact-details" | "custodian-details" | "parcel";

/** What the gate lets into a place. */
export interface Shape {
  /** Fewest stanzas of the header. */
  readonly least: number;
  /** Most stanzas of the header. */
  readonly most: number;
  /** Whether padding can give content of that many bytes. */
  readonly holds: (size: number) => boolean;
}

const inUnitsOf =
  (unit: PaddingUnit) =>
  (size: number): boolean =>
    isPaddedSize(size, unit);

/** Bytes of a header with one hybrid stanza: its lines have 22, 1,513, 44 and 48. */
export const HEADER_OF_ONE = 1627;

/** The shape of each place. */
export const SHAPES: Readonly<Record<Place, Shape>> = {
  conversation: { least: 2, most: 2, holds: inUnitsOf(ENVELOPE_UNIT) },
  internal: { least: 1, most: 1, holds: inUnitsOf(ENVELOPE_UNIT) },
  wrap: { least: 1, most: 1, holds: inUnitsOf(WRAP_UNIT) },
  anchor: { least: 1, most: 1, holds: inUnitsOf(ENVELOPE_UNIT) },
  staged: { least: 1, most: 1, holds: inUnitsOf(ENVELOPE_UNIT) },
  vault: { least: 1, most: 16, holds: inUnitsOf(ENVELOPE_UNIT) },
  file: { least: 1, most: 1, holds: isPaddedFileSize },
  "contact-details": { least: 1, most: 1, holds: inUnitsOf(WRAP_UNIT) },
  "custodian-details": { least: 1, most: 10, holds: isSealedContact },
  parcel: { least: 1, most: 1, holds: inUnitsOf(WRAP_UNIT) },
};

/** Whether contact details sealed to the case, which get no padding of their own, can have that many bytes. */
function isSealedContact(size: number): boolean {
  const content = contentSize(size - HEADER_OF_ONE);
  return content !== null && isPaddedSize(content, WRAP_UNIT);
}

const KINDS_OF: Readonly<Record<EnvelopePlace, readonly Kind[]>> = {
  conversation: ["report", "contact", "message", "act", "grant", "rekey", "strike"],
  internal: ["note", "triage", "strike"],
  wrap: ["wrap"],
  anchor: ["anchor"],
  staged: ["staged"],
  vault: ["vault"],
};

/** Whether an envelope of that kind may lie there. */
export function belongs(kind: Kind, place: EnvelopePlace): boolean {
  return KINDS_OF[place].includes(kind);
}

/** What envelopes of a place are padded in. */
export function unitOf(place: EnvelopePlace): PaddingUnit {
  return place === "wrap" ? WRAP_UNIT : ENVELOPE_UNIT;
}
