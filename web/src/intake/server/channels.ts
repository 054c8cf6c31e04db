/** A channel's keyrings, fetched and verified. */
import type { OwnerFingerprint } from "../../sealing/code.ts";
import { digestOf } from "../../sealing/digest.ts";
import { utf8 } from "../../sealing/encoding.ts";
import type { Recipient } from "../../sealing/identity.ts";
import { KeyringError } from "../../sealing/keyring.ts";
import { KeyringChain, type Pin } from "../../sealing/keyring/chain.ts";
import { channelAnswer, keyringsAnswer, read } from "./answers.ts";
import { get } from "./client.ts";
import { settingsDocument, type Settings } from "./settings.ts";

/** The settings that a channel serves are not those that its owner signed. */
export class SettingsError extends Error {
  readonly kind = "settings";

  constructor() {
    super("the settings are not those that the keyring names");
    this.name = "SettingsError";
  }
}

/** A channel whose keyring and settings are its owner's word. */
export interface VerifiedChannel {
  readonly address: string;
  readonly chain: KeyringChain;
  /** The time zone whose days count. */
  readonly zone: string;
  /** What the channel asks. */
  readonly settings: Settings;
  /**
   * What the wraps of a filing are sealed to: the server's own word, by nobody signed. It keeps them from whoever reads
   * the request on its way, and from nobody who serves this answer.
   */
  readonly filingRecipient: Recipient<"intake">;
}

/**
 * Fetches a channel and verifies all that a report depends on: the keyring's signature, the owner's key by the link's
 * fingerprint if there is one, the settings by the keyring.
 *
 * @throws ServerError, KeyringError (`owner` where the link has another fingerprint), SettingsError
 */
export async function fetchChannel(address: string, fingerprint: OwnerFingerprint | null): Promise<VerifiedChannel> {
  const { channel, keyring, settings, filing_recipient: filingRecipient } = await get(pathOf(address), channelAnswer);
  const pin: Pin = fingerprint === null ? { by: "nothing" } : { by: "fingerprint", fingerprint };
  let chain: KeyringChain;
  try {
    chain = KeyringChain.verify(channel, [keyring], pin);
  } catch (error) {
    // A link from before a hand-over vouches for an earlier epoch, and what follows from it by both signatures.
    if (!(error instanceof KeyringError) || error.kind !== "owner") throw error;
    chain = KeyringChain.verify(channel, await fetchKeyrings(address, 1), pin);
    if (chain.newest.note !== keyring) throw new KeyringError("chain");
  }
  if (digestOf(utf8(settings)) !== chain.newest.keyring.settings) throw new SettingsError();
  const signed = read(settingsDocument, settings);
  return { address, chain, zone: signed.zone, settings: signed, filingRecipient };
}

/** Every note from an epoch on, oldest first; none is verified. */
export async function fetchKeyrings(address: string, from: number): Promise<readonly string[]> {
  const notes: string[] = [];
  for (;;) {
    const page = await get(`${pathOf(address)}/keyrings?from=${from + notes.length}`, keyringsAnswer);
    notes.push(...page.keyrings);
    if (!page.more || page.keyrings.length === 0) return notes;
  }
}

function pathOf(address: string): string {
  return `/api/channels/${encodeURIComponent(address)}`;
}
