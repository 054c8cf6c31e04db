/** What the desk's server of the tests has: people with their keys, cases as reporters sealed them, and files. */
import type { Day } from "../../../../src/sealing/day.ts";
import { digestBytes, digestOf, type Digest } from "../../../../src/sealing/digest.ts";
import { concatenate } from "../../../../src/sealing/encoding.ts";
import type { Filing, NewCase } from "../../../../src/sealing/filing.ts";
import type { Holder } from "../../../../src/sealing/holder.ts";
import { newId, type FileId, type MemberId } from "../../../../src/sealing/id.ts";
import { newIdentity, type Identity } from "../../../../src/sealing/identity.ts";
import { systemRandom } from "../../../../src/sealing/random.ts";
import { Secret } from "../../../../src/sealing/secret.ts";
import { newSigningKey, type SigningKey } from "../../../../src/sealing/signature.ts";
import type { CaseRow } from "../../../../src/desk/router.ts";

/** Somebody with keys in the channel. */
export interface Person {
  readonly id: MemberId;
  readonly title: string;
  readonly identity: Identity<"handler">;
  readonly signing: SigningKey<"author">;
  readonly self: Secret<"self">;
}

/** A file as the server has it. */
export interface StoredFile {
  readonly id: FileId;
  /** As sealed; a test may flip one. */
  readonly pieces: Uint8Array<ArrayBuffer>[];
  /** Where the letter stands that names it; null while none does. */
  place: { readonly thread: "c" | "i"; readonly n: number } | null;
}

/** What an envelope names as a file's digest. */
export const digestOfFile = (pieces: readonly Uint8Array[]): Digest =>
  digestOf(concatenate(...pieces.map((piece) => digestBytes(digestOf(piece)))));

/** An envelope as the server has it; of one that was struck nothing but its digest. */
export interface StoredLetter {
  sealed: Uint8Array<ArrayBuffer>;
  readonly day: Day;
  struck?: Digest;
}

/** A case as the server has it, with its reporter's own keys beside it. */
export interface StoredCase {
  readonly row: CaseRow;
  readonly own: NewCase;
  readonly filing: Filing;
  readonly wraps: Map<Holder, Uint8Array<ArrayBuffer>>;
  readonly c: StoredLetter[];
  readonly i: StoredLetter[];
  /** What was proposed to be struck, by thread and number. */
  readonly proposed: Map<string, { readonly n: number; readonly files: readonly string[] }>;
  state: "received" | "acknowledged" | "closed";
  received: Day;
  acknowledged: Day | null;
  fedBack: Day | null;
  readonly waived: { acknowledgement: Day | null; feedback: Day | null };
  readonly ending: { held: Day | null; decided: Day | null; isProposed: boolean };
  closed: Day | null;
  readonly index: Map<MemberId, { salt: string; sealed: string }>;
  readonly files: Map<FileId, StoredFile>;
}

/** Somebody with new keys. */
export function person(title: string): Person {
  return {
    id: newId<"member">(),
    title,
    identity: newIdentity<"handler">(),
    signing: newSigningKey<"author">(),
    self: new Secret("self", systemRandom(32)),
  };
}
