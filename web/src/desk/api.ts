/**
 * How the desk speaks with the server: JSON both ways, and one kind of error.
 *
 * What the server says is read by readers and never believed: a lie in the form is an `ApiError`, a lie in what is
 * sealed or signed is for `sealing` to find.
 */
import { objectOf, SchemaError, type Read, type Reader } from "../sealing/schema.ts";
import { JsonError, MAX_JSON, parseJsonText, writeJsonText, type Json } from "../sealing/strict_json.ts";

/** The problems a server answers with (src/http/failure.rs). */
const PROBLEMS = [
  "problem-malformed",
  "problem-wrong-type",
  "problem-cross-site",
  "problem-not-found",
  "problem-not-authenticated",
  "problem-nonce-expired",
  "problem-forbidden",
  "problem-slow-down",
  "problem-conflict",
  "problem-too-large",
  "problem-too-slow",
  "problem-address-too-long",
  "problem-not-sealed",
  "problem-expired",
  "problem-closed",
  "problem-no-space",
  "problem-unavailable",
] as const;

/** What a server answered that it would not do. */
export type ServerProblem = (typeof PROBLEMS)[number];

/**
 * Why a request has no good answer:
 *
 * - a problem that the server names
 * - `offline`: no answer came; whether the request arrived is not known
 * - `unreadable`: an answer that is not of the contract, from a proxy or a server of another version
 */
export type ApiErrorKind = ServerProblem | "offline" | "unreadable";

/** A request has no good answer. */
export class ApiError extends Error {
  /** What to act on. */
  readonly kind: ApiErrorKind;
  /** The status, 0 where none came. */
  readonly status: number;
  /** Whole seconds to wait before trying again, from `problem-slow-down`. */
  readonly retryAfter: number | null;
  /** How many envelopes the thread has, from `problem-conflict` on a thread. */
  readonly count: number | null;
  /** A fresh nonce for a signed request. */
  readonly nonce: string | null;

  constructor(kind: ApiErrorKind, status = 0, more: Partial<Pick<ApiError, "retryAfter" | "count" | "nonce">> = {}) {
    super(kind);
    this.name = "ApiError";
    this.kind = kind;
    this.status = status;
    this.retryAfter = more.retryAfter ?? null;
    this.count = more.count ?? null;
    this.nonce = more.nonce ?? null;
  }
}

/** A method that changes nothing, or one that does. */
export type Method = "GET" | "POST" | "PUT" | "DELETE";

/** What a request carries. */
export interface Sent {
  readonly body?: Json;
  readonly headers?: Readonly<Record<string, string>>;
  /** It carries a proof of its own, such as a signed challenge: if that is refused, the session is not over. */
  readonly proves?: boolean;
}

/** An answer that is good. */
export interface Answer<T> {
  readonly status: number;
  readonly value: T;
  /** The header `Sigill-Nonce`, of answers to signed requests. */
  readonly nonce: string | null;
}

/** The desk's end of the wire. */
export class Api {
  /** Called when a request finds that the session is over. */
  onSessionOver: () => void = () => undefined;
  readonly #fetch: typeof fetch;

  /** `fetcher` is the browser's fetch, or a test's. */
  constructor(fetcher: typeof fetch) {
    this.#fetch = fetcher;
  }

  /**
   * Asks for what the reader takes.
   *
   * @throws {@link ApiError}
   */
  async get<T>(path: string, reader: Reader<T>): Promise<T> {
    return (await this.request("GET", path, reader)).value;
  }

  /**
   * Sends a body, or none, and reads the answer; {@link nothing} reads an answer without content.
   *
   * @throws {@link ApiError}
   */
  async send<T>(method: Exclude<Method, "GET">, path: string, reader: Reader<T>, sent: Sent = {}): Promise<T> {
    return (await this.request(method, path, reader, sent)).value;
  }

  /**
   * A request in full, for those that carry headers or need the status.
   *
   * @throws {@link ApiError}
   */
  async request<T>(method: Method, path: string, reader: Reader<T>, sent: Sent = {}): Promise<Answer<T>> {
    const response = await this.#ask(method, path, sent);
    const nonce = response.headers.get("Sigill-Nonce");
    const text = await response.text().catch(() => {
      throw new ApiError("offline", response.status);
    });
    if (!response.ok) throw this.#refusal(response, text, sent.proves ?? false);
    try {
      return { status: response.status, value: reader(text === "" ? null : parseAnswer(text)), nonce };
    } catch (error) {
      if (error instanceof JsonError || error instanceof SyntaxError || error instanceof SchemaError) throw new ApiError("unreadable", response.status);
      throw error;
    }
  }

  async #ask(method: Method, path: string, { body, headers = {} }: Sent): Promise<Response> {
    const content = body === undefined ? {} : { body: writeJsonText(body) };
    const type = body === undefined ? {} : { "Content-Type": "application/json" };
    try {
      return await this.#fetch(path, {
        method,
        headers: { ...type, ...headers },
        ...content,
        cache: "no-store",
        credentials: "same-origin",
        redirect: "error",
      });
    } catch {
      // fetch says no more than that it failed.
      throw new ApiError("offline");
    }
  }

  #refusal(response: Response, text: string, proves: boolean): ApiError {
    const { status } = response;
    const refusal = readRefusal(text);
    if (refusal === null) return new ApiError("unreadable", status);
    if (refusal.problem === "problem-not-authenticated" && !proves) this.onSessionOver();
    return new ApiError(refusal.problem, status, {
      retryAfter: wholeSeconds(response.headers.get("Retry-After")),
      count: refusal.count,
      nonce: response.headers.get("Sigill-Nonce"),
    });
  }
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
  return (value) => {
    const object = objectOf(value);
    const read = Object.entries(fields).map(([name, reader]) => {
      const field = object[name];
      if (field === undefined) throw new SchemaError("missing-name", name);
      return [name, reader(field)] as const;
    });
    // Each name of F has been read by the reader of that name.
    return Object.fromEntries(read) as { readonly [K in keyof F]: Read<F[K]> };
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

function readRefusal(text: string): { readonly problem: ServerProblem; readonly count: number | null } | null {
  try {
    const object = objectOf(parseJsonText(text));
    const problem = PROBLEMS.find((known) => known === object["problem"]);
    const count = object["count"];
    return problem === undefined ? null : { problem, count: typeof count === "number" ? count : null };
  } catch {
    return null;
  }
}

function wholeSeconds(header: string | null): number | null {
  return header !== null && /^\d{1,6}$/.test(header) ? Number(header) : null;
}
