/**
 * A browser that nothing looks over the shoulder of: Playwright has the developer tools copy every body that is sent,
 * which takes ten times as long as sending it. Spoken to by the few words of the DevTools protocol that a bench needs.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";

type Answer = Readonly<Record<string, unknown>>;

/** Chromium with one page. */
export class BareBrowser {
  readonly #process: ChildProcess;
  readonly #profile: string;
  readonly #waiting = new Map<number, { readonly done: (answer: Answer) => void; readonly fail: (error: Error) => void }>();
  #session: string | undefined;
  #count = 0;

  private constructor(process: ChildProcess, profile: string) {
    this.#process = process;
    this.#profile = profile;
    let heard = "";
    (process.stdio[4] as Readable).setEncoding("utf8").on("data", (text: string) => {
      const messages = (heard + text).split("\0");
      heard = messages.pop() ?? "";
      for (const message of messages) this.#hear(JSON.parse(message) as Answer);
    });
  }

  /** Starts it with an empty page, on which no policy of a server's counts. */
  static async start(executable: string, args: readonly string[]): Promise<BareBrowser> {
    const profile = mkdtempSync(join(tmpdir(), "sigill-browser-"));
    const all = ["--headless", "--remote-debugging-pipe", `--user-data-dir=${profile}`, ...args];
    const browser = new BareBrowser(spawn(executable, all, { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] }), profile);
    const { targetId } = await browser.#ask("Target.createTarget", { url: "about:blank" });
    const { sessionId } = await browser.#ask("Target.attachToTarget", { targetId, flatten: true });
    browser.#session = sessionId as string;
    await browser.#ask("Page.enable", {});
    await browser.#ask("Page.setBypassCSP", { enabled: true });
    return browser;
  }

  /** Goes to a page and waits until its document is there. */
  async open(url: string): Promise<void> {
    await this.#ask("Page.navigate", { url });
    for (;;) {
      const isThere = `location.href === ${JSON.stringify(url)} && document.readyState === "complete"`;
      if ((await this.evaluate(isThere)) === true) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** What an expression comes to, once it is settled. */
  async evaluate(expression: string): Promise<unknown> {
    const answer = await this.#ask("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
    if (answer["exceptionDetails"] !== undefined) throw new Error(JSON.stringify(answer["exceptionDetails"]));
    return (answer["result"] as { readonly value?: unknown }).value;
  }

  /** Runs a module on the page. */
  async run(script: string): Promise<void> {
    const imported = `import(URL.createObjectURL(new Blob([${JSON.stringify(script)}], { type: "text/javascript" }))).then(() => true)`;
    await this.evaluate(imported);
  }

  /** Chooses a file in a field, as a person does. */
  async choose(selector: string, file: string): Promise<void> {
    const { result } = await this.#ask("Runtime.evaluate", { expression: `document.querySelector(${JSON.stringify(selector)})` });
    await this.#ask("DOM.setFileInputFiles", { files: [file], objectId: (result as { readonly objectId: string }).objectId });
  }

  /** Ends it. */
  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.#process.once("exit", resolve));
    this.#process.kill();
    await ended;
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5 });
  }

  #ask(method: string, params: Answer): Promise<Answer> {
    this.#count += 1;
    const id = this.#count;
    return new Promise((done, fail) => {
      this.#waiting.set(id, { done, fail });
      const session = this.#session === undefined ? {} : { sessionId: this.#session };
      (this.#process.stdio[3] as Writable).write(`${JSON.stringify({ id, method, params, ...session })}\0`);
    });
  }

  #hear(message: Answer): void {
    const waiting = this.#waiting.get(message["id"] as number);
    this.#waiting.delete(message["id"] as number);
    if (message["error"] === undefined) waiting?.done(message["result"] as Answer);
    else waiting?.fail(new Error(JSON.stringify(message["error"])));
  }
}
