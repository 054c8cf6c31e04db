/** Where randomness comes from: a parameter, so that tests can repeat what was drawn. */
export type Random = (length: number) => Uint8Array<ArrayBuffer>;

/** The browser's generator. Ids, codes and seeds are far below the 65,536 bytes it gives at a time. */
export const systemRandom: Random = (length) => crypto.getRandomValues(new Uint8Array(length));
