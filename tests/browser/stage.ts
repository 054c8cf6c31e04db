/** The stage (tests/stage.rs) as a fixture: one for each worker, spoken to in lines. */
import { test as base, expect, type Page } from "@playwright/test";
import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { createInterface, type Interface } from "node:readline";
import { join } from "node:path";

/** A channel on the stage. */
export interface StageChannel {
  readonly address: string;
  readonly id: string;
  readonly fingerprint: string;
  readonly handlers: readonly string[];
}

/** What a member signs in with. */
export interface Ways {
  readonly name: string;
  readonly passphrase: string;
  readonly recovery: string;
  /** The second factor's secret, in base64. */
  readonly factor: string;
}

/** A case as its reporter keeps it. */
export interface FiledCase {
  readonly code: string;
  readonly reference: string;
}

/** An installation with nothing in it. */
export interface EmptyInstallation {
  readonly intake: string;
  readonly desk: string;
  /** The set-up link. */
  readonly setup: string;
}

/** A case as the stage's handler reads it. */
export interface StageCase {
  readonly reference: string;
  readonly entries: readonly (string | readonly string[])[];
}

/** A running stage. */
export class Stage {
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #lines: AsyncIterator<string>;
  intake = "";
  desk = "";
  /** The server's clock, in milliseconds since 1970. */
  now = 0;
  /** The folder in which the server keeps files: one folder for each, by its id. */
  files = "";
  channels: readonly StageChannel[] = [];

  private constructor(process: ChildProcessWithoutNullStreams, lines: Interface) {
    this.#process = process;
    this.#lines = lines[Symbol.asyncIterator]();
  }

  static async start(): Promise<Stage> {
    const root = join(__dirname, "../..");
    const target = process.env["CARGO_TARGET_DIR"] ?? join(root, "target");
    const child = spawn(join(target, "debug/examples/stage"), { stdio: ["pipe", "pipe", "inherit"] }) as ChildProcessWithoutNullStreams;
    const stage = new Stage(child, createInterface({ input: child.stdout }));
    Object.assign(stage, await stage.#answer());
    return stage;
  }

  /** The channel of that address. */
  channel(address: string): StageChannel {
    const found = this.channels.find((channel) => channel.address === address);
    if (found === undefined) throw new Error(`no channel ${address}`);
    return found;
  }

  /** Moves the server's clock, and that of the page. */
  async day(days: number, page: Page): Promise<void> {
    Object.assign(this, await this.#tell(`day ${days}`));
    await page.clock.setFixedTime(this.now);
  }

  async cases(address: string): Promise<readonly StageCase[]> {
    const { cases } = (await this.#tell(`cases ${address}`)) as { readonly cases: readonly StageCase[] };
    return cases;
  }

  async reply(address: string, reference: string, step: string, text: string): Promise<void> {
    await this.#tell(`reply ${address} ${reference} ${step} ${text}`);
  }

  async swap(address: string, reference: string): Promise<void> {
    await this.#tell(`swap ${address} ${reference}`);
  }

  async publish(address: string): Promise<void> {
    await this.#tell(`publish ${address}`);
  }

  /** Moves the server's clock on. Pages keep the time they have. */
  async seconds(seconds: number): Promise<void> {
    Object.assign(this, await this.#tell(`seconds ${seconds}`));
  }

  /** Founds a channel with the handlers Chefsjurist (its owner), HR-direktör and Säkerhetschef. */
  async found(address: string): Promise<StageChannel> {
    return this.#founded(await this.#tell(`found ${address}`));
  }

  /** Gives a handler everything to sign in with. */
  async enrol(address: string, title: string): Promise<Ways> {
    return (await this.#tell(`enrol ${address} ${title}`)) as Ways;
  }

  /** Founds a channel nine months ago and lives through the demonstration's cases; gives the ways in of one handler. */
  async live(address: string, title: string): Promise<Ways> {
    const told = (await this.#tell(`live ${address} ${title}`)) as StageChannel & { readonly member: Ways };
    this.#founded(told);
    return told.member;
  }

  /** Files a report. */
  async file(address: string, text: string): Promise<FiledCase> {
    return (await this.#tell(`file ${address} ${text}`)) as FiledCase;
  }

  /** Writes in a case as the handler with that title. */
  async answer(address: string, reference: string, title: string, text: string): Promise<void> {
    await this.#tell(`answer ${address} ${reference} ${title} ${text}`);
  }

  /** Starts an empty installation. */
  async install(): Promise<EmptyInstallation> {
    return (await this.#tell("install")) as EmptyInstallation;
  }

  async stop(): Promise<void> {
    if (this.#process.exitCode !== null) return;
    const ended = new Promise((resolve) => this.#process.once("exit", resolve));
    this.#process.stdin.end();
    await ended;
  }

  #founded(told: unknown): StageChannel {
    const channel = told as StageChannel;
    this.channels = [...this.channels, channel];
    return channel;
  }

  async #tell(command: string): Promise<unknown> {
    this.#process.stdin.write(`${command}\n`);
    return this.#answer();
  }

  async #answer(): Promise<unknown> {
    const { value, done } = await this.#lines.next();
    if (done === true) throw new Error("the stage has ended");
    return JSON.parse(value) as unknown;
  }
}

/** Tests that have a stage, and a page whose clock is the stage's. */
export const test = base.extend<object, { readonly stage: Stage }>({
  stage: [
    // Playwright reads from the pattern which fixtures a fixture needs.
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const stage = await Stage.start();
      await use(stage);
      await stage.stop();
    },
    { scope: "worker" },
  ],
  page: async ({ page, stage }, use) => {
    await page.clock.setFixedTime(stage.now);
    await use(page);
  },
});

export { expect };
