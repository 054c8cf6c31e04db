/** What the cases stand on: made by the screen from the desk and the open vault, or by a test. */
import type { CaseId } from "../../sealing/case_id.ts";
import type { Digest } from "../../sealing/digest.ts";
import type { ChannelId, MemberId } from "../../sealing/id.ts";
import type { VerifyingKey } from "../../sealing/signature.ts";
import type { Secret } from "../../sealing/secret.ts";
import type { MemberKeys } from "../../sealing/vault.ts";
import type { FilesPort } from "./files/port.ts";
import type { Channel } from "./channel.ts";
import type { Lengths } from "./heads.ts";
import type { IndexKeeper } from "./index_keeper.ts";
import type { PlanStore } from "./people/plan.ts";
import type { Opener } from "./opener.ts";
import type { CaseRow } from "../router.ts";
import type { CasesServer } from "./server.ts";

/** The ports of one unlocked stretch. */
export interface CasesPorts {
  readonly member: MemberId;
  /** Newest first. */
  readonly keys: readonly [MemberKeys, ...MemberKeys[]];
  /** Seals what the member keeps for themselves alone. */
  readonly self: Secret<"self">;
  readonly server: CasesServer;
  readonly keeper: IndexKeeper;
  readonly opener: Opener;
  /** Starts what fetches and sends the files of one case, in a worker of its own that ends when it is closed. */
  readonly startFiles: (row: CaseRow) => FilesPort;
  /** A channel with its keyring verified from the vault's pin; throws ApiError or KeyringError. */
  readonly channelOf: (id: ChannelId) => Promise<Channel>;
  /** Remembers on this computer how far a case was verified, never less than before. */
  readonly remember: (id: CaseId, verified: Lengths) => void;
  /** How far this computer has seen a case verified; null if it never has. */
  readonly seen: (id: CaseId) => Lengths | null;
  /** The cases that this computer remembers and that are not among those, by their keyed hashes. */
  readonly missing: (listed: readonly CaseId[]) => readonly Digest[];
  /** The member knows that such a case is gone. */
  readonly letGo: (name: Digest) => void;
  /** Which cases this member was about to hand on, on this computer. */
  readonly plans: Pick<PlanStore, "read" | "write">;
  /** The member has left a case themselves. */
  readonly left: (id: CaseId) => void;
  /** The owner key in the member's vault; null for who is no owner. */
  readonly owner: VerifyingKey<"owner"> | null;
  readonly now: () => Date;
  /** Milliseconds since some moment, by a clock that never jumps. */
  readonly elapsed: () => number;
  /** Lets the page breathe: resolves after input has been handled. */
  readonly breathe: () => Promise<void>;
}
