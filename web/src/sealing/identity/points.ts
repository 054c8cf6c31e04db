/** Which public keys of the two halves of a hybrid recipient nobody may seal to. */

const FIELD = 2n ** 255n - 19n;

/**
 * The u-coordinates of Curve25519's points of low order, on the curve and its twist (Bernstein, "Curve25519: new
 * Diffie-Hellman speed records", and its list of them). A secret shared with one of them is zero, known to all.
 */
const LOW_ORDER: ReadonlySet<bigint> = new Set([
  0n,
  1n,
  325606250916557431795983626356110631294008115727848805560023387167927233504n,
  39382357235489614581723060781553021112529911719440698176882885853963445705823n,
  FIELD - 1n,
]);

/** Coefficients of ML-KEM are below this. */
const ML_KEM_MODULUS = 3329;

/** Bytes at the end of ML-KEM-768's key that are a seed, not coefficients. */
const ML_KEM_SEED_BYTES = 32;

/** Whether 32 bytes are an X25519 point of low order. X25519 ignores the highest bit and reduces the rest. */
export function isLowOrder(point: Uint8Array): boolean {
  let u = 0n;
  for (let i = point.length - 1; i >= 0; i -= 1) u = (u << 8n) | BigInt(point[i] ?? 0);
  return LOW_ORDER.has((u & (2n ** 255n - 1n)) % FIELD);
}

/**
 * Whether every coefficient of an ML-KEM-768 key is reduced (FIPS 203 section 7.2, the modulus check). The library
 * means to check it too, and lets some through.
 */
export function isMlKemKey(key: Uint8Array): boolean {
  for (let i = 0; i + 2 < key.length - ML_KEM_SEED_BYTES; i += 3) {
    const [a = 0, b = 0, c = 0] = key.subarray(i, i + 3);
    if ((a | ((b & 0x0f) << 8)) >= ML_KEM_MODULUS || ((b >> 4) | (c << 4)) >= ML_KEM_MODULUS) return false;
  }
  return true;
}
