/**
 * A server of files in memory, written from the specification of tus 1.0.0 (core, creation, termination) and from this
 * project's addresses; and what may go wrong between it and a browser, or with it.
 */
import { createHash, randomBytes } from "node:crypto";
import type { HttpRequest, HttpResponse, HttpStack } from "tus-js-client";
import type { Digest } from "../../src/sealing/digest.ts";
import { PIECE_BYTES } from "../../src/sealing/file_stream.ts";
import type { SignedRequest } from "../../src/files/messages.ts";

/** What the server keeps of a body that broke off, in whole units. */
const UNIT = 65_536;

/** A request as it arrives. */
export interface Arrived {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | null;
}

/** An answer. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array<ArrayBuffer> | string;
}

/** What happens to a request: nothing (undefined), no answer, a break after so many bytes of its body, silence, or another answer. */
export type Interference = "no-answer" | "answer-lost" | "silence" | { readonly breakAfter: number } | Answer | undefined;

interface Stored {
  readonly length: number;
  bytes: Uint8Array<ArrayBuffer>;
  offset: number;
}

const OK = { "Tus-Resumable": "1.0.0" };

/** A server, and the line to it. */
export class TusServer {
  readonly uploads = new Map<string, Stored>();
  /** Every request that arrived, as `PATCH 0+8388608`. */
  readonly log: string[] = [];
  readonly arrived: Arrived[] = [];
  /** What goes wrong with a request. */
  interfere: (request: Arrived, count: number) => Interference = () => undefined;
  /** What an answer waits for, once the server has done what it was asked for. */
  delay: (request: Arrived) => Promise<void> = () => Promise.resolve();
  /** What an honest answer is made of. */
  lie: (answer: Answer, request: Arrived) => Answer = (answer) => answer;
  /** Nonces that were given out and not used. */
  readonly #nonces = new Set<string>();
  #count = 0;

  /** A signed request as the page would give it. */
  signed(path: string): SignedRequest {
    const nonce = randomBytes(8).toString("hex");
    this.#nonces.add(nonce);
    return { path, headers: { "Sigill-Nonce": nonce } };
  }

  /** Every nonce that was given out and not used has expired. */
  expire(): void {
    this.#nonces.clear();
  }

  /** Stores a sealed file as one that was adopted long ago, and gives its list. */
  adopt(id: string, pieces: readonly Uint8Array[]): readonly Digest[] {
    const bytes = new Uint8Array(Buffer.concat(pieces));
    this.uploads.set(id, { length: bytes.length, bytes, offset: bytes.length });
    return pieces.map((piece) => createHash("sha256").update(piece).digest("hex") as Digest);
  }

  /** The bytes of the only upload. */
  get only(): Stored {
    const [stored, ...more] = this.uploads.values();
    if (stored === undefined || more.length > 0) throw new Error(`${String(this.uploads.size)} uploads`);
    return stored;
  }

  /** As a worker sees it. */
  readonly fetch: typeof fetch = async (input, init) => {
    const headers = { ...(init?.headers as Record<string, string>) };
    let stop: () => void = () => undefined;
    const aborted = new Promise<never>((_, fail) => {
      stop = () => {
        fail(new TypeError("aborted"));
      };
    });
    init?.signal?.addEventListener("abort", stop);
    const request = { method: init?.method ?? "GET", path: input as string, headers, body: null };
    const arriving = this.#arrive(request, () => undefined, () => false);
    const answer = await Promise.race([arriving, aborted]).finally(() => {
      init?.signal?.removeEventListener("abort", stop);
    });
    const { status, body = null } = answer;
    return new Response(status === 204 ? null : body, { status, headers: { ...answer.headers } });
  };

  /** As tus-js-client sees it. */
  readonly stack: HttpStack = {
    getName: () => "memory",
    createRequest: (method, path) => new MemoryRequest(method, path, (request, moved, isAborted) => this.#arrive(request, moved, isAborted)),
  };

  async #arrive(request: Arrived, moved: (bytes: number) => void, isAborted: () => boolean): Promise<Answer> {
    this.#count += 1;
    const { method, headers, body } = request;
    this.log.push(method === "PATCH" ? `PATCH ${headers["Upload-Offset"] ?? ""}+${String(body?.length)}` : method);
    this.arrived.push(request);
    const wrong = this.interfere(request, this.#count);
    await Promise.resolve();
    if (isAborted() || wrong === "silence") return new Promise(() => undefined);
    if (wrong === "no-answer") throw new TypeError("no line");
    if (wrong !== undefined && typeof wrong === "object" && "status" in wrong) return wrong;
    if (wrong !== undefined && typeof wrong === "object") {
      const kept = request.body?.subarray(0, Math.floor(wrong.breakAfter / UNIT) * UNIT) ?? null;
      moved(wrong.breakAfter);
      if (kept !== null && kept.length > 0) this.#answer({ ...request, body: kept });
      throw new TypeError("the line broke");
    }
    if (body !== null) moved(body.length);
    const answer = this.#answer(request);
    await this.delay(request);
    if (wrong === "answer-lost") throw new TypeError("the answer is lost");
    return this.lie(answer, request);
  }

  #answer({ method, path, headers, body }: Arrived): Answer {
    const [where = "", , last = ""] = /^(.*?)(?:\/([0-9a-f]{32})(?:\/\d+)?)?(?:\?.*)?$/.exec(path) ?? [];
    if (method === "POST" || method === "GET") {
      const nonce = headers["Sigill-Nonce"] ?? "";
      if (!this.#nonces.delete(nonce)) return { status: 401, body: '{"problem":"problem-nonce-expired"}' };
    }
    if (method === "GET") return this.#piece(path);
    if (headers["Tus-Resumable"] !== "1.0.0") return { status: 412, headers: { "Tus-Version": "1.0.0" } };
    if (method === "POST") {
      const length = Number(headers["Upload-Length"]);
      const id = randomBytes(16).toString("hex");
      this.uploads.set(id, { length, bytes: new Uint8Array(length), offset: 0 });
      return { status: 201, headers: { ...OK, Location: `${where.split("?", 1)[0] ?? ""}/${id}` } };
    }
    const stored = this.uploads.get(path.split("/").at(-1) ?? last);
    if (stored === undefined) return { status: 404, headers: OK, body: '{"problem":"problem-not-found"}' };
    const state = { ...OK, "Upload-Offset": String(stored.offset), "Upload-Length": String(stored.length) };
    if (method === "HEAD") return { status: 200, headers: { ...state, "Cache-Control": "no-store" } };
    if (method === "DELETE") {
      this.uploads.delete(path.split("/").at(-1) ?? "");
      return { status: 204, headers: OK };
    }
    if (method !== "PATCH") return { status: 405 };
    if (headers["Content-Type"] !== "application/offset+octet-stream") return { status: 415 };
    if (headers["Upload-Offset"] !== String(stored.offset)) return { status: 409, headers: OK };
    if (body === null || stored.offset + body.length > stored.length) return { status: 413 };
    stored.bytes.set(body, stored.offset);
    stored.offset += body.length;
    return { status: 204, headers: { ...OK, "Upload-Offset": String(stored.offset) } };
  }

  #piece(path: string): Answer {
    const [n = "", id = ""] = path.split("/").reverse();
    const stored = this.uploads.get(id);
    const piece = stored?.bytes.slice(Number(n) * PIECE_BYTES, (Number(n) + 1) * PIECE_BYTES);
    return piece === undefined ? { status: 404, body: '{"problem":"problem-not-found"}' } : { status: 200, body: piece };
  }
}

type Arrive = (request: Arrived, moved: (bytes: number) => void, isAborted: () => boolean) => Promise<Answer>;

/** A request that behaves as an XMLHttpRequest does: once it is aborted, nothing of it is heard again. */
class MemoryRequest implements HttpRequest {
  readonly #method: string;
  readonly #path: string;
  readonly #arrive: Arrive;
  readonly #headers: Record<string, string> = {};
  #moved: (bytes: number) => void = () => undefined;
  #isSent = false;
  #isAborted = false;

  constructor(method: string, path: string, arrive: Arrive) {
    this.#method = method;
    this.#path = path;
    this.#arrive = arrive;
  }

  getMethod(): string {
    return this.#method;
  }

  getURL(): string {
    return this.#path;
  }

  setHeader(name: string, value: string): void {
    this.#headers[name] = value;
  }

  getHeader(name: string): string | undefined {
    return this.#headers[name];
  }

  setProgressHandler(moved: (bytes: number) => void): void {
    this.#moved = moved;
  }

  async send(body: unknown): Promise<HttpResponse> {
    this.#isSent = true;
    // Copied as the browser does, for what is sent may be used for something else at once.
    const bytes = body instanceof Uint8Array ? body.slice() : null;
    const request = { method: this.#method, path: this.#path, headers: { ...this.#headers }, body: bytes };
    const isAborted = (): boolean => this.#isAborted;
    const moved = (count: number): void => {
      if (!this.#isAborted) this.#moved(count);
    };
    try {
      const answer = await this.#arrive(request, moved, isAborted);
      if (this.#isAborted) return await new Promise(() => undefined);
      return responseOf(answer);
    } catch (error) {
      if (this.#isAborted) return new Promise(() => undefined);
      throw error;
    }
  }

  abort(): Promise<void> {
    // What has not been sent yet is not stopped by this.
    if (this.#isSent) this.#isAborted = true;
    return Promise.resolve();
  }

  getUnderlyingObject(): unknown {
    return this;
  }
}

function responseOf({ status, headers = {}, body = "" }: Answer): HttpResponse {
  return {
    getStatus: () => status,
    // As XMLHttpRequest does, which the library's types leave out: null where there is none.
    getHeader: (name) => headers[name] ?? (null as unknown as undefined),
    getBody: () => (typeof body === "string" ? body : Buffer.from(body).toString("latin1")),
    getUnderlyingObject: () => null,
  };
}
