/** Asking the intake: plain questions, and those signed by a case code's key. Nothing of a reporter stands in an address. */
import { base64, parseBase64, utf8 } from "../../sealing/encoding.ts";
import { signRequest } from "../../sealing/request.ts";
import type { Reader } from "../../sealing/schema.ts";
import type { SigningKey } from "../../sealing/signature.ts";
import { nonceAnswer, read } from "./answers.ts";
import { failureOf, ServerError } from "./failure.ts";

const NONCE = "Sigill-Nonce";
/** How long an answer may take to its last byte, in milliseconds: a phone on a bus sends 4 MiB slowly. */
const PATIENCE = 180_000;
/** How often a nonce that the server does not take is renewed before something else must be wrong. */
const RENEWALS = 1;

interface Question {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly body?: Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A whole answer. */
interface Answer {
  readonly status: number;
  readonly nonce: string;
  readonly text: string;
}

/** Asks for what everybody may know. */
export async function get<T>(path: string, reader: Reader<T>): Promise<T> {
  return readOf(await send({ method: "GET", path }), reader);
}

/** Asks as whoever holds a case code. Keeps the server's newest nonce. */
export class Signed {
  readonly #key: SigningKey<"access">;
  #nonce: Promise<Uint8Array<ArrayBuffer>> | null = null;

  constructor(key: SigningKey<"access">) {
    this.#key = key;
  }

  /** Fetches a nonce ahead, so that sending does not wait for it. What fails is tried again when it is needed. */
  prepare(): void {
    this.#nonce ??= fetchNonce();
    this.#nonce.catch(() => undefined);
  }

  /** Asks for something. */
  get<T>(path: string, reader: Reader<T>): Promise<T> {
    return this.#ask({ method: "GET", path }, reader);
  }

  /** Sends JSON, as bytes that are sent again unchanged if need be. */
  post<T>(path: string, body: Uint8Array<ArrayBuffer>, reader: Reader<T>): Promise<T> {
    return this.#ask({ method: "POST", path, body, headers: { "Content-Type": "application/json" } }, reader);
  }

  /** The headers of a request without a body that somebody else sends: signed now, once for each request. */
  async prove(method: "GET" | "POST", path: string): Promise<Readonly<Record<string, string>>> {
    this.#nonce = fetchNonce();
    return (await this.#sign({ method, path })).headers ?? {};
  }

  async #ask<T>(question: Question, reader: Reader<T>): Promise<T> {
    for (let renewals = 0; ; renewals += 1) {
      const answer = await send(await this.#sign(question));
      this.#keep(answer);
      // It has expired, or is of a server key that has been replaced since.
      if (answer.status === 401 && renewals < RENEWALS) continue;
      return readOf(answer, reader);
    }
  }

  async #sign(question: Question): Promise<Question> {
    this.#nonce ??= fetchNonce();
    let nonce: Uint8Array<ArrayBuffer>;
    try {
      nonce = await this.#nonce;
    } catch (error) {
      this.#nonce = null;
      throw error;
    }
    const { method, path, body = new Uint8Array() } = question;
    const { key, signature } = signRequest(this.#key, { method, path, body, nonce });
    const proof = { "Sigill-Key": key, [NONCE]: base64(nonce), "Sigill-Signature": signature };
    return { ...question, headers: { ...question.headers, ...proof } };
  }

  /** The next nonce, which each answer brings; without one, the next request fetches it. */
  #keep({ nonce, status }: Answer): void {
    const next = parseBase64(nonce);
    if (next !== null && next.length > 0) this.#nonce = Promise.resolve(next);
    else if (status === 401) this.#nonce = null;
  }
}

/** JSON as bytes, to be signed and sent. */
export function jsonBytes(value: unknown): Uint8Array<ArrayBuffer> {
  return utf8(JSON.stringify(value));
}

async function fetchNonce(): Promise<Uint8Array<ArrayBuffer>> {
  return (await get("/api/nonce", nonceAnswer)).nonce;
}

async function send({ method, path, body, headers }: Question): Promise<Answer> {
  const patience = new AbortController();
  const timer = setTimeout(() => {
    patience.abort();
  }, PATIENCE);
  try {
    const answer = await fetch(path, {
      method,
      body: body ?? null,
      headers: { ...headers },
      mode: "same-origin",
      credentials: "omit",
      cache: "no-store",
      redirect: "error",
      referrerPolicy: "no-referrer",
      signal: patience.signal,
    });
    return { status: answer.status, nonce: answer.headers.get(NONCE) ?? "", text: await answer.text() };
  } catch {
    throw new ServerError("network");
  } finally {
    clearTimeout(timer);
  }
}

function readOf<T>({ status, text }: Answer, reader: Reader<T>): T {
  if (status < 200 || status > 299) throw failureOf(status, text);
  return read(reader, text);
}
