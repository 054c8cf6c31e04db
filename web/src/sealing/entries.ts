/**
 * What a filing's request shows of its wraps: an entry for everybody who could hold one, in random order, and nothing
 * of whose it is (PROTOCOL.md section 7).
 *
 * Who gets no wrap has a dummy in its place, sealed to nobody. Whose each entry is stands in a file sealed to the
 * server alone, so that whoever reads the request on its way (a proxy that inspects TLS) does not see whom a report is
 * kept from.
 */
import { parseDigest } from "./digest.ts";
import { utf8 } from "./encoding.ts";
import type { Filing } from "./filing.ts";
import { gate, type Sealed } from "./gate.ts";
import { parseHolder, type Holder } from "./holder.ts";
import { sealBytes } from "./hybrid.ts";
import type { Recipient } from "./identity.ts";
import { keepers, type Keyring } from "./keyring.ts";
import { padWithSpaces, withoutSpaces, WRAP_UNIT } from "./padding.ts";
import { systemRandom, type Random } from "./random.ts";
import { exactly, list, nullable, parsed, record, SchemaError, type Read } from "./schema.ts";
import { parseJson, writeJsonText } from "./strict_json.ts";
import { throwAway } from "./write.ts";

/** The most entries a filing has: 50 handlers, 50 deputies and recovery. */
export const MOST_ENTRIES = 101;

/** Hex digits of an id, the longest that a holder is in text. */
const LONGEST_HOLDER = "0".repeat(32);

const schema = /* @__PURE__ */ record({
  v: exactly(1),
  /**
   * The filing it belongs to. Without it somebody who saw a request could send its entries again under a code of their
   * own and another epoch, and learn from the refusal who is among them.
   */
  locator: parsed(parseDigest),
  /** For each entry its holder; null for a dummy. */
  holders: list(nullable(parsed(parseHolder)), MOST_ENTRIES),
});

/** Whose each entry of a filing is. */
export type EntryHolders = Read<typeof schema>;

/** The wraps of a filing as they are sent. */
export interface Entries {
  /** One for each handler and deputy of the keyring and for recovery: a wrap or a dummy. */
  readonly wraps: readonly Sealed<"wrap">[];
  /** Whose each is. */
  readonly holders: Sealed<"holders">;
}

/**
 * Adds a dummy for everybody of the keyring who gets no wrap, mixes them, and seals to the server whose each is.
 *
 * @param keyring - of the epoch that the filing was sealed by
 */
export async function sealEntries(
  filing: Pick<Filing, "locator" | "wraps">,
  keyring: Keyring,
  to: Recipient<"intake">,
  random: Random = systemRandom,
): Promise<Entries> {
  // Drawn even if nobody needs it, so that it costs the same; one is enough, for what is sealed to it twice cannot be
  // told from what is sealed to two.
  const nobody = throwAway();
  const wrapOf = new Map<Holder, Sealed<"wrap">>(filing.wraps.map(({ holder, sealed }) => [holder, sealed]));
  const entries = await Promise.all(
    mixed(keepers(keyring), random).map(async (keeper) => {
      const wrap = wrapOf.get(keeper);
      return wrap === undefined ? { holder: null, wrap: await dummy(nobody) } : { holder: keeper, wrap };
    }),
  );
  const holders = entries.map(({ holder }) => holder);
  return {
    wraps: entries.map(({ wrap }) => wrap),
    holders: await sealEntryHolders({ v: 1, locator: filing.locator, holders }, to),
  };
}

/** What has the shape of a wrap made at filing, and holds nothing that anybody could open. */
async function dummy(nobody: Recipient<"throw-away">): Promise<Sealed<"wrap">> {
  return gate("wrap", await sealBytes([nobody], padWithSpaces(new Uint8Array(), WRAP_UNIT)));
}

/** In an order that says nothing: by 16 random bytes each. */
function mixed<T>(values: readonly T[], random: Random): readonly T[] {
  const drawn = values.map((value) => ({ value, place: random(16).join() }));
  return drawn.sort((a, b) => (a.place < b.place ? -1 : 1)).map(({ value }) => value);
}

/**
 * Seals to the server whose each entry is. The length depends on the number of entries alone.
 *
 * @throws SchemaError when it names nobody, or somebody twice
 */
export async function sealEntryHolders(
  { locator, holders }: EntryHolders,
  to: Recipient<"intake">,
): Promise<Sealed<"holders">> {
  const written = (each: EntryHolders["holders"]): Uint8Array => utf8(writeJsonText({ v: 1, locator, holders: each }));
  checkNamed(holders);
  const json = written(holders);
  const longest = written(holders.map(() => LONGEST_HOLDER as Holder)).length;
  return gate("holders", await sealBytes([to], padWithSpaces(json, WRAP_UNIT, longest)));
}

/**
 * Reads what the server opens, padding included: no holder twice, and somebody among them.
 *
 * @throws JsonError, SchemaError
 */
export function readEntryHolders(content: Uint8Array): EntryHolders {
  const read = schema(parseJson(withoutSpaces(content)));
  checkNamed(read.holders);
  return read;
}

/** Somebody is named, and nobody twice. */
function checkNamed(holders: EntryHolders["holders"]): void {
  const named = holders.filter((holder) => holder !== null);
  if (named.length === 0 || new Set(named).size !== named.length) throw new SchemaError("range", "holders");
}
