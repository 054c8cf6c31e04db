/**
 * How the desk speaks with the server: JSON both ways, and one kind of error.
 *
 * Reading takes the session's cookie alone. Whatever changes something is signed by the key that only an open vault
 * gives, over a nonce that is good once: whoever reads the cookie on the line can do nothing with it but read on.
 *
 * What the server says is read by readers and never believed: a lie in the form is an `ApiError`, a lie in what is
 * sealed or signed is for `sealing` to find.
 */
import { base64, parseBase64, utf8 } from "../sealing/encoding.ts";
import { signRequest, type RequestSigner } from "../sealing/request.ts";
import { objectOf, SchemaError, string, type Read, type Reader } from "../sealing/schema.ts";
import type { SigningKey } from "../sealing/signature.ts";
import { JsonError, MAX_JSON, parseJsonText, writeJsonText, type Json } from "../sealing/strict_json.ts";

/** The problems a server answers with (src/http/failure.rs). */
const PROBLEMS = [
  "problem-malformed",
  "problem-wrong-method",
  "problem-wrong-type",
  "problem-cross-site",
  "problem-not-found",
  "problem-not-authenticated",
  "problem-nonce-expired",
  "problem-forbidden",
  "problem-slow-down",
  "problem-conflict",
  "problem-wrong-day",
  "problem-out-of-turn",
  "problem-too-large",
  "problem-case-full",
  "problem-file-too-large",
  "problem-files-full",
  "problem-files-tomorrow",
  "problem-no-room-for-files",
  "problem-files",
  "problem-sending",
  "problem-file-lost",
  "problem-too-slow",
  "problem-address-too-long",
  "problem-not-sealed",
  "problem-expired",
  "problem-key-replaced",
  "problem-other-version",
  "problem-closed",
  "problem-no-space",
  "problem-busy",
  "problem-unavailable",
  "problem-unknown",
] as const;

/** What a server answered that it would not do. */
export type ServerProblem = (typeof PROBLEMS)[number];

/**
 * Why a request has no good answer:
 *
 * - a problem that the server names
 * - `offline`: no answer came; whether the request arrived is not known
 * - `unreadable`: an answer that is not of the contract, from a proxy or a server of another version
 * - `locked`: the vault is closed, and with it the key that signs; nothing was sent
 */
export type ApiErrorKind = ServerProblem | "offline" | "unreadable" | "locked";

/** The problem of that name, or null for a name that this desk does not know. */
export function problemNamed(name: unknown): ServerProblem | null {
  return PROBLEMS.find((known) => known === name) ?? null;
}

/** A request has no good answer. */
export class ApiError extends Error {
  /** What to act on. */
  readonly kind: ApiErrorKind;
  /** The status, 0 where none came. */
  readonly status: number;
  /** Whole seconds to wait before trying again, from `problem-slow-down`. */
  readonly retryAfter: number | null;
  /** A fresh nonce for a signed request. */
  readonly nonce: string | null;

  constructor(kind: ApiErrorKind, status = 0, more: Partial<Pick<ApiError, "retryAfter" | "nonce">> = {}) {
    super(kind);
    this.name = "ApiError";
    this.kind = kind;
    this.status = status;
    this.retryAfter = more.retryAfter ?? null;
    this.nonce = more.nonce ?? null;
  }
}

/** A method that changes nothing, or one that does. */
export type Method = "GET" | "HEAD" | "POST" | "PUT" | "DELETE";

/** What a request carries. All that says anything stands in the body, which a signature covers, and nothing in headers. */
export interface Sent {
  readonly body?: Json;
  /** It carries a proof of its own, such as a signed challenge: if that is refused, the session is not over. */
  readonly proves?: boolean;
  /** It is sent to its end though the page goes away: at most 64 KiB. */
  readonly keepalive?: boolean;
}

/** Who may be asked for something without a signature: those who have no open vault yet, or are done with theirs. */
export type Door =
  | `POST ${"/api/setup/check" | "/api/setup" | "/api/session/challenge" | "/api/session"}`
  | "DELETE /api/session";

/**
 * Milliseconds within which an answer has come whole, a long letter's on a slow line too. A server that never answers
 * would otherwise hold whoever waits, and what they have open, for as long as it likes.
 */
const ANSWER_WITHIN = 120_000;

/** What an address answered, and the server's name for that very answer; null where it has none. */
export interface Tagged<T> {
  readonly value: T;
  readonly tag: string | null;
}

/**
 * Bytes of the longest request: what the server takes at most (`src/desk/routes.rs`), and more than what is sealed to its
 * full 1 MiB is in base64.
 */
const MOST_SENT = 4_194_304;

/** How many nonces are kept for later requests; each is good for ten minutes. */
const MOST_NONCES = 8;

/** The desk's end of the wire. */
export class Api {
  /** Called when a request finds that the session is over. */
  onSessionOver: () => void = () => undefined;
  readonly #fetch: typeof fetch;
  readonly #deskKey: () => SigningKey<"desk"> | null;
  readonly #within: number;
  #nonces: string[] = [];
  #credentials: RequestCredentials = "same-origin";

  /**
   * `fetcher` is the browser's fetch, or a test's.
   *
   * @param deskKey - gives the key of the open vault, or null while there is none
   * @param within - milliseconds for each answer
   */
  constructor(fetcher: typeof fetch, deskKey: () => SigningKey<"desk"> | null, within = ANSWER_WITHIN) {
    this.#fetch = fetcher;
    this.#within = within;
    this.#deskKey = deskKey;
  }

  /** For somebody who has no account: whoever is signed in in this browser is not told to the server, nor whose nonces they were. */
  withoutSession(): Api {
    const api = new Api(this.#fetch, () => null, this.#within);
    api.#credentials = "omit";
    return api;
  }

  /**
   * Asks for what the reader takes.
   *
   * @throws {@link ApiError}
   */
  async get<T>(path: string, reader: Reader<T>): Promise<T> {
    return this.#read(await this.#ask("GET", path, {}, {}), reader, false);
  }

  /**
   * Asks for bytes that the reader takes.
   *
   * @throws {@link ApiError}
   */
  async getBytes<T>(path: string, reader: (bytes: Uint8Array<ArrayBuffer>) => T): Promise<T> {
    const response = await this.#ask("GET", path, {}, {});
    const content = await response.arrayBuffer().catch(() => {
      throw new ApiError("offline", response.status);
    });
    const bytes = new Uint8Array(content);
    if (!response.ok) throw this.#refusal(response, new TextDecoder().decode(bytes), false);
    return readOr(() => reader(bytes), response.status);
  }

  /**
   * Asks for what may be as it was when it was last asked for: then the server sends nothing, and what was read holds.
   *
   * @throws {@link ApiError}
   */
  async getAnew<T>(path: string, reader: Reader<T>, last: Tagged<T> | null): Promise<Tagged<T>> {
    const tag = last?.tag ?? null;
    const response = await this.#ask("GET", path, {}, tag === null ? {} : { "If-None-Match": tag });
    if (response.status === 304 && last !== null) return last;
    return { value: await this.#read(response, reader, false), tag: response.headers.get("ETag") };
  }

  /**
   * Changes something: sends a body, or none, signed by the vault's key, and reads the answer; {@link nothing} reads an
   * answer without content.
   *
   * @throws {@link ApiError} `locked` before anything is sent
   */
  async send<T>(method: Exclude<Method, "GET" | "HEAD">, path: string, reader: Reader<T>, sent: Sent = {}): Promise<T> {
    return this.signed(this.#deskKey, method, path, reader, sent);
  }

  /**
   * Knocks at one of the few addresses that nobody signs for.
   *
   * @throws {@link ApiError}
   */
  async knock<T>(door: Door, reader: Reader<T>, sent: Sent = {}): Promise<T> {
    const [method, path] = door.split(" ") as [Method, string];
    return this.#read(await this.#ask(method, path, sent, {}), reader, sent.proves ?? false);
  }

  /**
   * The headers that sign a request without a body which somebody else sends, such as a worker: over a nonce of its own,
   * for nobody knows here how it is answered.
   *
   * @throws {@link ApiError} `locked` when there is no open vault
   */
  async proof(method: Method, path: string): Promise<Readonly<Record<string, string>>> {
    if (this.#deskKey() === null) throw new ApiError("locked");
    const { nonce } = await this.get("/api/nonce", nonceAnswer);
    return prove(this.#deskKey(), method, path, {}, nonce);
  }

  /**
   * The headers that an address answers with; null where there is nothing, or nothing any more.
   *
   * @throws {@link ApiError}
   */
  async head(path: string, headers: Readonly<Record<string, string>>): Promise<Headers | null> {
    const response = await this.#ask("HEAD", path, {}, headers);
    if (response.ok) return response.headers;
    if (response.status === 404 || response.status === 410) return null;
    // An answer without a body names no problem.
    throw new ApiError("problem-unknown", response.status);
  }

  /**
   * A request signed by `key`, which is asked for it each time it signs; over another nonce if the first was too old.
   *
   * @throws {@link ApiError} `locked` before anything is sent, when there is no key
   */
  async signed<T>(
    key: () => SigningKey<RequestSigner> | null,
    method: Method,
    path: string,
    reader: Reader<T>,
    sent: Sent = {},
  ): Promise<T> {
    const once = async (nonce: string): Promise<T> => {
      const proof = prove(key(), method, path, sent, nonce);
      return this.#read(await this.#ask(method, path, sent, proof), reader, sent.proves ?? false);
    };
    if (key() === null) throw new ApiError("locked");
    try {
      return await once(await this.#nonce());
    } catch (error) {
      if (!(error instanceof ApiError) || error.kind !== "problem-nonce-expired" || error.nonce === null) throw error;
      // Those that came with it are no younger.
      this.#nonces = [];
      return once(error.nonce);
    }
  }

  async #nonce(): Promise<string> {
    return this.#nonces.pop() ?? (await this.get("/api/nonce", nonceAnswer)).nonce;
  }

  async #read<T>(response: Response, reader: Reader<T>, proves: boolean): Promise<T> {
    const text = await response.text().catch(() => {
      throw new ApiError("offline", response.status);
    });
    if (!response.ok) throw this.#refusal(response, text, proves);
    const next = response.headers.get("Sigill-Nonce");
    if (next !== null) this.#nonces = [...this.#nonces, next].slice(-MOST_NONCES);
    return readOr(() => reader(text === "" ? null : parseAnswer(text)), response.status);
  }

  async #ask(method: Method, path: string, sent: Sent, proof: Readonly<Record<string, string>>): Promise<Response> {
    const text = textOf(sent);
    const content = text === null ? {} : { body: text };
    const type = text === null ? {} : { "Content-Type": "application/json" };
    try {
      return await this.#fetch(path, {
        method,
        headers: { ...type, ...proof },
        ...content,
        cache: "no-store",
        credentials: this.#credentials,
        redirect: "error",
        keepalive: sent.keepalive ?? false,
        signal: AbortSignal.timeout(this.#within),
      });
    } catch {
      // fetch says no more than that it failed; whether what took too long has arrived is not known either.
      throw new ApiError("offline");
    }
  }

  #refusal(response: Response, text: string, proves: boolean): ApiError {
    const { status } = response;
    const problem = readRefusal(text);
    if (problem === null) return new ApiError("unreadable", status);
    if (problem === "problem-not-authenticated" && !proves) this.onSessionOver();
    return new ApiError(problem, status, {
      retryAfter: wholeSeconds(response.headers.get("Retry-After")),
      nonce: response.headers.get("Sigill-Nonce"),
    });
  }
}

/** What reading an answer gives; one that is not of the contract is an ApiError. */
function readOr<T>(read: () => T, status: number): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof JsonError || error instanceof SyntaxError || error instanceof SchemaError) throw new ApiError("unreadable", status);
    throw error;
  }
}

function textOf({ body }: Sent): string | null {
  try {
    return body === undefined ? null : writeJsonText(body, MOST_SENT);
  } catch (error) {
    if (error instanceof JsonError && error.kind === "length") throw new ApiError("problem-too-large");
    throw error;
  }
}

/** The headers that sign a request (PROTOCOL.md section 7). */
function prove(
  key: SigningKey<RequestSigner> | null,
  method: Method,
  path: string,
  sent: Sent,
  nonce: string,
): Readonly<Record<string, string>> {
  if (key === null) throw new ApiError("locked");
  const raw = parseBase64(nonce);
  if (raw === null) throw new ApiError("unreadable");
  const proof = signRequest(key, { method, path, body: utf8(textOf(sent) ?? ""), nonce: raw });
  return { "Sigill-Key": proof.key, "Sigill-Nonce": base64(raw), "Sigill-Signature": proof.signature };
}

/** Reads an answer without content. */
export const nothing: Reader<null> = (value) => {
  if (value !== null) throw new SchemaError("type");
  return null;
};

/**
 * Reads an object of these names. Unlike a sealed body's schema it lets others be, so that a desk that was loaded
 * before an upgrade of the server goes on working after it.
 */
export function answer<F extends Record<string, Reader<unknown>>>(
  fields: F,
): Reader<{ readonly [K in keyof F]: Read<F[K]> }> {
  const each = Object.entries(fields);
  return (value) => {
    const object = objectOf(value);
    const read: Record<string, unknown> = {};
    for (const [name, reader] of each) {
      const field = object[name];
      if (field === undefined) throw new SchemaError("missing-name", name);
      read[name] = reader(field);
    }
    // Each name of F has been read by the reader of that name.
    return read as { readonly [K in keyof F]: Read<F[K]> };
  };
}

/**
 * Reads an answer strictly, unless it is longer than anything that is sealed: an inbox of thousands of cases. There the
 * browser's own reader is many times as fast, and what it lets through, such as a name that stands twice, only lets the
 * server say what it could say anyway.
 */
function parseAnswer(text: string): Json {
  return text.length > MAX_JSON / 3 ? (JSON.parse(text) as Json) : parseJsonText(text);
}

function readRefusal(text: string): ServerProblem | null {
  try {
    const { problem } = objectOf(parseJsonText(text));
    return problemNamed(problem);
  } catch {
    return null;
  }
}

function wholeSeconds(header: string | null): number | null {
  return header !== null && /^\d{1,6}$/.test(header) ? Number(header) : null;
}

const nonceAnswer = answer({ nonce: string });
