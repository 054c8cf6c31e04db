/** One's own line of a keyring, held against the keys in one's own vault. */
import { memberOf } from "../sealing/keyring.ts";
import type { Epoch } from "../sealing/keyring/chain.ts";
import type { Vault } from "../sealing/vault.ts";

/** How one's own line of an epoch stands to one's own keys. */
export type OwnLine = "absent" | "own" | "foreign";

/** Looks for one's own line, and whether it has one's own keys. */
export function ownLineIn(vault: Vault, { keyring }: Epoch): OwnLine {
  const line = memberOf(keyring, vault.member);
  if (line === null) return "absent";
  const [{ identity, signing }] = vault.keys;
  return line.recipient === identity.recipient && line.verify === signing.verifyingKey ? "own" : "foreign";
}
