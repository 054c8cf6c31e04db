/**
 * The settings that earlier epochs of a channel name. What counts as the acknowledgement of a report is what they said as
 * it was sealed, whatever the owner says since.
 */
import { digestOf, type Digest } from "../../sealing/digest.ts";
import { utf8 } from "../../sealing/encoding.ts";
import type { KeyringChain } from "../../sealing/keyring/chain.ts";
import { ApiError, type Api } from "../api.ts";
import { fetchSettings } from "../api/channels.ts";

/** By digest, as asked for once: what was signed never changes. */
const kept = new WeakMap<Api, Map<Digest, string>>();

/** Those that the server hands out and that have the digest; without them, only signed steps acknowledge. */
export async function earlierSettings(api: Api, chain: KeyringChain): Promise<ReadonlyMap<Digest, string>> {
  const known = kept.get(api) ?? new Map<Digest, string>();
  kept.set(api, known);
  const { channel, settings: newest } = chain.newest.keyring;
  for (const named of new Set(chain.epochs.map(({ keyring }) => keyring.settings))) {
    if (named === newest || known.has(named)) continue;
    try {
      const text = await fetchSettings(api, channel, named);
      if (digestOf(utf8(text)) === named) known.set(named, text);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
    }
  }
  return known;
}
