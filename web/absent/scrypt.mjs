// Stands in the bundles for scrypt, which the age library needs for passphrases alone: nothing is sealed to one here.
export function scrypt() {
  throw new Error("scrypt is not in this bundle");
}
