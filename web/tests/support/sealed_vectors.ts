/** The content of tests/vectors/sealed-by-typescript.json, in the form that its README gives. */
import { digestOf } from "../../src/sealing/digest.ts";
import { base64, utf8 } from "../../src/sealing/encoding.ts";
import { sealEnvelope } from "../../src/sealing/envelope.ts";
import { gate } from "../../src/sealing/gate.ts";
import { sealBytes } from "../../src/sealing/hybrid.ts";
import { newIdentity } from "../../src/sealing/identity.ts";
import { KINDS, SHAPES, belongs, type EnvelopePlace, type Place } from "../../src/sealing/kind.ts";
import { padWithSpaces, WRAP_UNIT } from "../../src/sealing/padding.ts";
import { sealParcel } from "../../src/sealing/parcel.ts";
import { newSigningKey } from "../../src/sealing/signature.ts";
import { writeJsonText, type Json } from "../../src/sealing/strict_json.ts";
import { channel } from "./channel.ts";

const COUNTING = 251;
const TEXT = '{"text":"vad som hände"}';

const FILES: readonly (readonly [name: string, place: Place, recipients: number, length: number])[] = [
  ["the smallest envelope", "conversation", 2, 4096],
  ["an envelope of two chunks", "internal", 1, 131_072],
  ["the smallest wrap", "wrap", 1, 1024],
  ["contact details", "contact-details", 1, 2048],
  ["a vault of sixteen ways", "vault", 16, 4096],
  ["the smallest parcel", "parcel", 1, 1024],
  ["the smallest file", "file", 1, 4096],
  ["a file of exactly one chunk", "file", 1, 65_536],
  ["a file of two chunks", "file", 1, 67_584],
];

const PLACES: readonly EnvelopePlace[] = ["conversation", "internal", "wrap", "anchor", "staged", "vault"];

async function sealTo(count: number, place: Place, content: Uint8Array): Promise<{ identities: string[]; sealed_base64: string }> {
  const first = newIdentity();
  const more = Array.from({ length: count - 1 }, () => newIdentity());
  const sealed = await sealBytes([first.recipient, ...more.map(({ recipient }) => recipient)], content);
  return { identities: [first, ...more].map((each) => each.expose()), sealed_base64: base64(gate(place, sealed)) };
}

/** Seals one of everything. */
export async function sealedVectors(): Promise<Json> {
  const files: Json[] = [];
  for (const [name, place, recipients, length] of FILES) {
    const content = Uint8Array.from({ length }, (_, i) => i % COUNTING);
    files.push({ name, place, content: { counting: COUNTING, length }, ...(await sealTo(recipients, place, content)) });
  }
  const padded = padWithSpaces(utf8(TEXT), 4096);
  files.push({ name: "text and spaces", place: "internal", content: { text: TEXT, length: padded.length }, ...(await sealTo(1, "internal", padded)) });

  const envelopes: Json[] = [];
  for (const place of PLACES) {
    for (const kind of KINDS.filter((each) => belongs(each, place))) {
      const identity = newIdentity();
      const signer = newSigningKey<"author">();
      const body = { v: 1, kind, text: "hej \u{1F58B}\n" } as const;
      const others = Array.from({ length: SHAPES[place].least - 1 }, () => newIdentity().recipient);
      const sealed = await sealEnvelope(place, { body, signer, recipients: [identity.recipient, ...others] });
      envelopes.push({
        place,
        kind,
        identity: identity.expose(),
        verifying_key_base64: signer.verifyingKey,
        body: writeJsonText(body),
        sealed_base64: base64(sealed),
      });
    }
  }
  return { files, envelopes, parcels: await sealedParcels(), stranger: newIdentity().expose() };
}

/** The wraps of two filings, of which one is for fewer than its parcel has room for. */
async function sealedParcels(): Promise<Json[]> {
  const made = channel();
  const { anna, bertil } = made;
  return Promise.all(
    [[anna.id, bertil.id, "recovery"] as const, ["recovery"] as const].map(async (holders) => {
      const identity = newIdentity<"intake">();
      const locator = digestOf(utf8("access key"));
      const wraps = await Promise.all(
        holders.map(async (holder) => {
          const sealed = await sealBytes([newIdentity().recipient], padWithSpaces(new Uint8Array(), WRAP_UNIT));
          return { holder, sealed: gate("wrap", sealed) };
        }),
      );
      const sealed = await sealParcel({ locator, wraps }, made.chain.newest.keyring, identity.recipient);
      const written = wraps.map((wrap) => ({ holder: wrap.holder, sealed_base64: base64(wrap.sealed) }));
      return { identity: identity.expose(), locator, wraps: written, sealed_base64: base64(sealed) };
    }),
  );
}
