/**
 * What page and worker say to each other. Both are of one build; what comes back is looked at all the same, so that a
 * worker that does not work is told from one that does.
 */
import { parseDigest, type Digest } from "../sealing/digest.ts";
import { parseFileId, type FileId } from "../sealing/id.ts";
import { parseIdentity } from "../sealing/identity.ts";
import { FILE_ERROR_KINDS, type FileErrorKind } from "./failure.ts";
import { STATES, type Progress } from "./progress.ts";
import { isObject, isOneOf } from "./shape.ts";

/** What a worker knows of a file, and all that it needs to open one: its reference without name and type. */
export interface SentFile {
  readonly id: FileId;
  /** Bytes of what was chosen. */
  readonly size: number;
  /** The identity that opens it. */
  readonly key: string;
  readonly digest: Digest;
}

/** A request that the page has signed, to be sent exactly so. */
export interface SignedRequest {
  /** Path with query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Why the page gave no signed request: `network` is tried again, the other ends it. */
export type Unsigned = "network" | "refused";

/** What the page sends. */
export type ToWorker =
  /** Two workers are joined: the one makes pieces for the other. Each end of the line is handed over once, at first. */
  | { readonly is: "pieces-by" | "pieces-for"; readonly line: MessagePort }
  | { readonly is: "upload"; readonly job: number; readonly source: Blob }
  | {
      readonly is: "open";
      readonly job: number;
      readonly file: SentFile;
      readonly pieces: readonly Digest[];
      readonly sha256: boolean;
    }
  | { readonly is: "pause" | "resume" | "cancel"; readonly job: number }
  | { readonly is: "signed"; readonly question: number; readonly request: SignedRequest }
  | { readonly is: "unsigned"; readonly question: number; readonly why: Unsigned };

/** What the worker sends. */
export type FromWorker =
  | { readonly is: "create"; readonly question: number; readonly job: number; readonly length: number }
  | { readonly is: "piece"; readonly question: number; readonly job: number; readonly file: FileId; readonly n: number }
  | { readonly is: "progress"; readonly job: number; readonly progress: Progress }
  | { readonly is: "sent"; readonly job: number; readonly file: SentFile }
  | { readonly is: "opened"; readonly job: number; readonly blob: Blob; readonly sha256: Digest | null }
  | { readonly is: "failed"; readonly job: number; readonly kind: FileErrorKind; readonly problem: string | null };

/** What a worker sent, or null if it is none of {@link FromWorker}. */
export function fromWorker(data: unknown): FromWorker | null {
  if (!isObject(data) || !isCount(data["job"])) return null;
  return isFromWorker(data) ? data : null;
}

function isFromWorker(data: Record<string, unknown>): data is Record<string, unknown> & FromWorker {
  switch (data["is"]) {
    case "create":
      return isCount(data["question"]) && isCount(data["length"]);
    case "piece":
      return isCount(data["question"]) && isCount(data["n"]) && isText(data["file"]) && parseFileId(data["file"]) !== null;
    case "progress":
      return isProgress(data["progress"]);
    case "sent":
      return isSentFile(data["file"]);
    case "opened":
      return data["blob"] instanceof Blob && (data["sha256"] === null || isDigest(data["sha256"]));
    case "failed":
      return isOneOf(FILE_ERROR_KINDS, data["kind"]) && (data["problem"] === null || isText(data["problem"]));
    default:
      return false;
  }
}

function isSentFile(value: unknown): value is SentFile {
  if (!isObject(value)) return false;
  const { id, size, key, digest } = value;
  return isText(id) && parseFileId(id) !== null && isCount(size) && isText(key) && parseIdentity(key) !== null && isDigest(digest);
}

function isProgress(value: unknown): value is Progress {
  if (!isObject(value)) return false;
  const { sent, total, perSecond, secondsLeft, state } = value;
  const isCountOrNull = (each: unknown): boolean => each === null || isCount(each);
  return isCount(sent) && isCount(total) && isCountOrNull(perSecond) && isCountOrNull(secondsLeft) && isOneOf(STATES, state);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isDigest(value: unknown): value is Digest {
  return isText(value) && parseDigest(value) !== null;
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}
