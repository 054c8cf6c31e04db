// Stands in the bundles for the NIST curves, a tenth of what a reporter would have to load. The age library needs them
// for hardware recipients alone, which the protocol does not have and no type lets through. What is asked of a curve
// when the module is loaded is here; everything else is missing, so that using one fails.
/**
 * @param {number} scalarLength
 * @param {number} elementLength
 */
const curve = (scalarLength, elementLength) => ({
  lengths: {
    seed: scalarLength,
    secretKey: scalarLength,
    publicKey: scalarLength + 1,
    publicKeyUncompressed: elementLength,
    publicKeyHasPrefix: true,
  },
  getSharedSecret() {
    throw new Error("the NIST curves are not in this bundle");
  },
  Point: { Fn: {} },
});

export const p256 = curve(32, 65);
export const p384 = /* @__PURE__ */ curve(48, 97);
