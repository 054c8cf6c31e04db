/** The wire from browsers to the desk: every byte that goes to the server, as whoever runs the server can read it. */
import { expect, type Browser, type BrowserContextOptions, type Page } from "@playwright/test";
import { createServer, request as send, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { anotherBrowser } from "./member.ts";
import type { Stage } from "./stage.ts";

/** The fewest bytes of a word that is looked for: a shorter one stands in some ciphertext by chance. */
const FEWEST = 7;

/** What stands between browsers and the stage's desk, passes everything on and keeps what it passed to the server. */
export class Wire {
  readonly #stage: Stage;
  readonly #server: Server;
  readonly #sent: Buffer[][] = [];
  readonly #elsewhere: string[] = [];

  constructor(stage: Stage) {
    this.#stage = stage;
    this.#server = createServer((request, answer) => {
      this.#pass(request, answer);
    });
    // A browser asks its maker's services for something of its own accord. What pages ask for elsewhere is seen at the page.
    this.#server.on("connect", (_request: IncomingMessage, socket: { destroy: () => void }) => {
      socket.destroy();
    });
  }

  /** Opens a browser whose every request goes over this wire. */
  async open(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
    if (!this.#server.listening) await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    const { port } = this.#server.address() as AddressInfo;
    const page = await anotherBrowser(browser, this.#stage, { ...options, proxy: { server: `http://127.0.0.1:${port}` } });
    page.context().on("request", (request) => {
      const { protocol, origin } = new URL(request.url());
      if (["http:", "https:"].includes(protocol) && origin !== new URL(this.#stage.desk).origin) this.#elsewhere.push(request.url());
    });
    return page;
  }

  /**
   * That none of these words went to the server in any form: by an address, a header or a body.
   *
   * @param open - a word that did: it has to be found, so that what looks for the others is known to look
   */
  expectUntold(words: readonly string[], open: string): void {
    expect(this.#told([open]), "what the server is told in the open").toContain(`${open}, as it is`);
    expect(this.#told(words)).toEqual([]);
    expect(this.#elsewhere, "what was asked of anybody else").toEqual([]);
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  #pass(request: IncomingMessage, answer: ServerResponse): void {
    const { method = "", url = "", rawHeaders: headers } = request;
    const passed: Buffer[] = [Buffer.from([`${method} ${url}`, ...headers].join("\n"))];
    this.#sent.push(passed);
    const behind = send(url, { method, headers }, (got) => {
      answer.writeHead(got.statusCode ?? 0, got.rawHeaders);
      got.pipe(answer);
    });
    behind.on("error", () => answer.destroy());
    request.on("data", (bytes: Buffer) => passed.push(bytes));
    request.pipe(behind);
  }

  /** Which of these words went to the server, each with the form. */
  #told(words: readonly string[]): readonly string[] {
    const passed = this.#sent.map((request) => Buffer.concat(request));
    return words.flatMap((word) =>
      [...formsOf(word)]
        .filter(([, bytes]) => passed.some((request) => request.includes(bytes)))
        .map(([form]) => `${word}, ${form}`),
    );
  }
}

/** Every form in which a word commonly goes over a wire. */
function formsOf(word: string): ReadonlyMap<string, Buffer> {
  const bytes = Buffer.from(word);
  expect(bytes.length, word).toBeGreaterThanOrEqual(FEWEST);
  const hex = bytes.toString("hex");
  const percent = hex.replaceAll(/../g, "%$&");
  const utf16 = Buffer.from(word, "utf16le");
  const escaped = word.replaceAll(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return new Map([
    ["as it is", bytes],
    ["decomposed", Buffer.from(word.normalize("NFD"))],
    ["escaped", Buffer.from(escaped)],
    ["hex", Buffer.from(hex)],
    ["capital hex", Buffer.from(hex.toUpperCase())],
    ["percent", Buffer.from(percent)],
    ["capital percent", Buffer.from(percent.toUpperCase())],
    ["in an address", Buffer.from(encodeURIComponent(word))],
    ["in a form", Buffer.from(encodeURIComponent(word).replaceAll("%20", "+"))],
    ["UTF-16 LE", utf16],
    ["UTF-16 BE", Buffer.from(utf16).swap16()],
    ...[0, 1, 2].flatMap((before): [string, Buffer][] => {
      const inner = innerBase64(bytes, before);
      return [
        [`base64 after ${before}`, Buffer.from(inner)],
        [`base64 of addresses after ${before}`, Buffer.from(inner.replaceAll("+", "-").replaceAll("/", "_"))],
      ];
    }),
  ]);
}

/** The part of the base64 of `bytes` that is the same whatever stands around them, when they begin that far into a group of three. */
function innerBase64(bytes: Buffer, before: number): string {
  const whole = Buffer.concat([Buffer.alloc(before), bytes]).toString("base64");
  // A symbol holds six bits; those that share bits with a neighbour are left out.
  return whole.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
}
