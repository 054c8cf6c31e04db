// Stands in the bundles for what the age library has of recipients and identities: the hybrid ones, as they are there, and
// in the place of every other kind one that cannot be made. The protocol has no other, and no type lets one through.
export { HybridIdentity, HybridRecipient, identityToRecipient } from "../node_modules/age-encryption/dist/recipients.js";

function Absent() {
  throw new Error("this kind of recipient is not in this bundle");
}

export {
  Absent as HybridTagRecipient,
  Absent as ScryptIdentity,
  Absent as ScryptRecipient,
  Absent as TagRecipient,
  Absent as X25519Identity,
  Absent as X25519Recipient,
};
export const generateHybridIdentity = undefined;
export const generateIdentity = undefined;
export const generateX25519Identity = undefined;
