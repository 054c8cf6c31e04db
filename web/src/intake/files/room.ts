/** How much the server takes, and who signs what goes there. */
import { count, type Read } from "../../sealing/schema.ts";
import type { FileId } from "../../sealing/id.ts";
import { isWhole } from "../../files/staged.ts";
import { FileError, type FileHost, type SignedRequest } from "../../files/port.ts";
import { boolean, record } from "../server/answers.ts";
import { get, type Signed } from "../server/client.ts";
import { ServerError } from "../server/failure.ts";

const PATH = "/api/case/files";

/** `GET /api/files` */
const boundsAnswer = record({ largest: count, per_case: count, open: boolean });

/** Bytes of one file before it is sealed, and of all sealed files of a case; and whether any is taken at all just now. */
export type Bounds = Read<typeof boundsAnswer>;

/** Asks what the server takes at this moment; null where it does not say. */
export async function fetchBounds(channel: string): Promise<Bounds | null> {
  try {
    return await get(`/api/files?channel=${encodeURIComponent(channel)}`, boundsAnswer);
  } catch (error) {
    if (error instanceof ServerError) return null;
    throw error;
  }
}

/** Whether a file that was sent is with the server still, whole and waiting for the letter that names it. */
export async function isStaged(id: FileId): Promise<boolean> {
  try {
    const { status, headers } = await fetch(`${PATH}/${id}`, {
      method: "HEAD",
      headers: { "Tus-Resumable": "1.0.0" },
      mode: "same-origin",
      credentials: "omit",
      cache: "no-store",
      redirect: "error",
      referrerPolicy: "no-referrer",
    });
    // Where nothing is answered, what comes next will say so.
    return status >= 500 || (status < 300 && isWhole(headers));
  } catch {
    return true;
  }
}

/** Signs for the files of one case, whoever has it just now. */
export class Host implements FileHost {
  readonly #creation: string;
  by: Signed | null = null;

  /** @param channel - where no case is there yet, the channel's id */
  constructor(channel: string | null) {
    this.#creation = channel === null ? PATH : `${PATH}?channel=${encodeURIComponent(channel)}`;
  }

  create(): Promise<SignedRequest> {
    return this.#sign("POST", this.#creation);
  }

  readPiece(file: FileId, n: number): Promise<SignedRequest> {
    return this.#sign("GET", `${PATH}/${file}/${n}`);
  }

  async #sign(method: "GET" | "POST", path: string): Promise<SignedRequest> {
    try {
      if (this.by === null) throw new FileError("cancelled");
      return { path, headers: await this.by.prove(method, path) };
    } catch (error) {
      // Only a nonce was asked for: whatever was wrong with that may be well again a little later.
      throw error instanceof ServerError ? new FileError("network", null, error) : error;
    }
  }
}
