/** What the intake's scripts take of sealing, on the report page and on coming back, bundled by a test as the build does. */
export { openAnchor, pinnedBy, verifyAnchoredKeyrings } from "../../src/sealing/anchor.ts";
export { readCode, readFingerprint, writeCode } from "../../src/sealing/code.ts";
export { concernable, shareCase } from "../../src/sealing/exclusion.ts";
export { isFiled, newCase, sealFiling } from "../../src/sealing/filing.ts";
export { fingerprintOf, KeyringChain } from "../../src/sealing/keyring/chain.ts";
export { keyringStatus } from "../../src/sealing/keyring/status.ts";
export { sealParcel } from "../../src/sealing/parcel.ts";
export { referenceOf } from "../../src/sealing/reference.ts";
export { reporterKeys, wipeReporterKeys } from "../../src/sealing/reporter.ts";
export { signRequest } from "../../src/sealing/request.ts";
export { asText, characters } from "../../src/sealing/text.ts";
export { isHeldBack } from "../../src/sealing/thread.ts";
export { verifyConversation } from "../../src/sealing/thread/conversation.ts";
export { sealInConversation } from "../../src/sealing/write.ts";
