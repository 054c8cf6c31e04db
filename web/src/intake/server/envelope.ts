/** What a reporter's browser sends with an envelope of a conversation. */
import { base64 } from "../../sealing/encoding.ts";
import type { FileReference } from "../../sealing/file.ts";
import { jsonBytes } from "./client.ts";

/** Whether it only marks what was read, so that nobody is mailed about it. The words are of one length. */
export type Mark = "none" | "read";

/** The body of `POST /api/case/envelopes`. */
export function envelopeRequest(
  n: number,
  sealed: Uint8Array<ArrayBuffer>,
  mark: Mark,
  files: readonly FileReference[] = [],
): Uint8Array<ArrayBuffer> {
  const named = files.map(({ id, digest }) => ({ id, digest }));
  return jsonBytes({ n, sealed: base64(sealed), mark, ...(named.length > 0 ? { files: named } : {}) });
}
