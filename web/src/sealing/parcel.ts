/**
 * The wraps of a filing on their way: in one parcel, sealed to the server alone (PROTOCOL.md section 7).
 *
 * Bare, each would tell whoever holds its receiver's key that it is theirs, and so tell a handler who reads requests on
 * their way (by a proxy that inspects TLS) from whose computer the report came that they cannot open. The parcel is as
 * long whoever is in it.
 */
import { parseDigest } from "./digest.ts";
import { base64, parseBase64, utf8 } from "./encoding.ts";
import type { Filing } from "./filing.ts";
import { gate, type Sealed } from "./gate.ts";
import { parseHolder, type Holder } from "./holder.ts";
import { sealBytes } from "./hybrid.ts";
import type { Recipient } from "./identity.ts";
import { keepers, type Keyring } from "./keyring.ts";
import { padWithSpaces, withoutSpaces, WRAP_UNIT } from "./padding.ts";
import { exactly, list, parsed, record, SchemaError } from "./schema.ts";
import { parseJson, writeJsonText } from "./strict_json.ts";

/** The most wraps that a parcel has room for: for 50 handlers, 50 deputies and recovery. */
const MOST_WRAPS = 101;

/** Hex digits of an id, the longest that a holder is in text. */
const LONGEST_HOLDER = "0".repeat(32);

const schema = /* @__PURE__ */ record({
  v: exactly(1),
  /**
   * The filing it belongs to. Without it somebody who saw a request could send its parcel again under a code of their
   * own and another epoch, and learn from the refusal who is in it.
   */
  locator: parsed(parseDigest),
  wraps: list(record({ holder: parsed(parseHolder), sealed: parsed(parseBase64) }), MOST_WRAPS, 1),
});

/** The wraps of a filing, each with its holder. */
export type Parcel = Pick<Filing, "locator"> & {
  readonly wraps: readonly { readonly holder: Holder; readonly sealed: Sealed<"wrap"> }[];
};

/**
 * Seals the wraps to the server, padded as if everybody of the keyring who may hold one had one: the length tells
 * neither whose there are nor how many.
 *
 * @param keyring - of the epoch that the filing was sealed by
 */
export async function sealParcel(
  { locator, wraps }: Parcel,
  keyring: Keyring,
  to: Recipient<"intake">,
): Promise<Sealed<"parcel">> {
  const written = (each: readonly { holder: string; sealed: string }[]): Uint8Array =>
    utf8(writeJsonText({ v: 1, locator, wraps: each }));
  const named = wraps.map(({ holder, sealed }) => ({ holder, sealed: base64(sealed) }));
  // Those of a filing are of one length.
  const longest = keepers(keyring).map(() => ({ holder: LONGEST_HOLDER, sealed: named[0]?.sealed ?? "" }));
  return gate("parcel", await sealBytes([to], padWithSpaces(written(named), WRAP_UNIT, written(longest).length)));
}

/**
 * Reads what the server opens, padding included: no holder twice, and somebody among them.
 *
 * @throws JsonError, SchemaError, GateError
 */
export function readParcel(content: Uint8Array): Parcel {
  const { locator, wraps } = schema(parseJson(withoutSpaces(content)));
  if (new Set(wraps.map(({ holder }) => holder)).size !== wraps.length) throw new SchemaError("range", "wraps");
  return { locator, wraps: wraps.map(({ holder, sealed }) => ({ holder, sealed: gate("wrap", sealed) })) };
}
