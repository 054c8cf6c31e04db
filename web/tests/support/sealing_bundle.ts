/** Everything of sealing's core, bundled by a test as the build bundles it. */
export { readCode, writeCode } from "../../src/sealing/code.ts";
export { deriveIdentity, deriveSigningKey } from "../../src/sealing/derive.ts";
export { openEnvelope, sealEnvelope } from "../../src/sealing/envelope.ts";
export { openBytes, sealBytes } from "../../src/sealing/hybrid.ts";
export { newIdentity, parseRecipient } from "../../src/sealing/identity.ts";
export { newId } from "../../src/sealing/id.ts";
export { dayAt } from "../../src/sealing/day.ts";
