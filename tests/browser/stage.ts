/** The stage (tests/stage.rs) as a fixture: one for each worker, spoken to in lines. */
import { test as base, expect, type Page } from "@playwright/test";
import { spawn, type ChildProcess, type ChildProcessByStdio } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { createInterface, type Interface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { join } from "node:path";
import { Wire } from "./wire.ts";

/** A channel on the stage. */
export interface StageChannel {
  readonly address: string;
  readonly id: string;
  readonly fingerprint: string;
  /** The channel's recovery code. */
  readonly recovery: string;
  readonly handlers: readonly string[];
}

/** What a member signs in with. */
export interface Ways {
  readonly name: string;
  readonly passphrase: string;
  /** What Argon2id makes of it, in base64; of a passphrase that a browser made only that browser knows it. */
  readonly stretched?: string;
  readonly recovery: string;
  /** The second factor's secret, in base64. */
  readonly factor: string;
}

/** A case as its reporter keeps it. */
export interface FiledCase {
  readonly code: string;
  readonly reference: string;
}

/** A mail as it came. */
export interface StageMail {
  readonly to: string;
  readonly text: string;
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

/** What is measured is what is shipped. */
const PROFILE = process.env["SIGILL_BENCH"] === undefined ? "debug" : "release";
const STAGE = join(process.env["CARGO_TARGET_DIR"] ?? join(__dirname, "../../target"), PROFILE, "examples/stage");

/** A server that is a process of its own, in a folder that it finds again when it is started once more. */
export class Home {
  readonly intake: string;
  readonly #folder: string;
  readonly #ports: readonly number[];
  #process: ChildProcess | null = null;

  private constructor(folder: string, ports: readonly number[]) {
    this.#folder = folder;
    this.#ports = ports;
    this.intake = `http://127.0.0.1:${ports[0] ?? 0}`;
  }

  /** Makes one with the channel `hemma`, and starts it. */
  static async make(stage: Stage): Promise<{ readonly home: Home; readonly channel: StageChannel }> {
    const folder = mkdtempSync(join(tmpdir(), "sigill-home-"));
    const channel = await stage.home(folder);
    const home = new Home(folder, await freePorts(3));
    await home.start();
    return { home, channel };
  }

  /** Starts it, and waits until it answers. */
  async start(): Promise<void> {
    const [intake, desk, operator] = this.#ports.map((port) => `127.0.0.1:${port}`);
    const env = {
      TMPDIR: this.#folder,
      SIGILL_INTAKE_LISTEN: intake,
      SIGILL_DESK_LISTEN: desk,
      SIGILL_OPERATOR_LISTEN: operator,
      SIGILL_INTAKE_URL: `http://${intake ?? ""}`,
    };
    this.#process = spawn(STAGE, ["serve"], { cwd: this.#folder, env, stdio: ["ignore", "ignore", "inherit"] });
    for (let tries = 0; ; tries += 1) {
      const answer = await fetch(`http://${operator ?? ""}/ready`).catch(() => null);
      if (answer?.ok === true) return;
      if (tries > 400) throw new Error("the server does not start");
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** Ends it as a power cut does. */
  async kill(): Promise<void> {
    const process = this.#process;
    if (process === null) return;
    const ended = new Promise((resolve) => process.once("exit", resolve));
    process.kill("SIGKILL");
    await ended;
    this.#process = null;
  }

  /** Ends it for good. */
  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.#folder, { recursive: true });
  }
}

async function freePorts(count: number): Promise<readonly number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, "127.0.0.1"));
  await Promise.all(servers.map((server) => new Promise((resolve) => server.once("listening", resolve))));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

/** The stage's process: it is told by lines and answers by lines; what it says of itself goes to the terminal. */
type StageProcess = ChildProcessByStdio<Writable, Readable, null>;

/** A running stage. */
export class Stage {
  readonly #process: StageProcess;
  readonly #lines: AsyncIterator<string>;
  intake = "";
  desk = "";
  /** The server's clock, in milliseconds since 1970. */
  now = 0;
  /** The folder in which the server keeps files: one folder for each, by its id. */
  files = "";
  channels: readonly StageChannel[] = [];

  private constructor(process: StageProcess, lines: Interface) {
    this.#process = process;
    this.#lines = lines[Symbol.asyncIterator]();
  }

  static async start(): Promise<Stage> {
    const child = spawn(STAGE, { stdio: ["pipe", "pipe", "inherit"] });
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

  /** Takes a handler off the list of keys, as the owner does. */
  async drop(address: string, title: string): Promise<void> {
    await this.#tell(`drop ${address} ${title}`);
  }

  /** Moves the server's clock on. Pages keep the time they have. */
  async seconds(seconds: number): Promise<void> {
    Object.assign(this, await this.#tell(`seconds ${seconds}`));
  }

  /** Founds a channel with the handlers Chefsjurist (its owner), HR-direktör and Säkerhetschef. */
  async found(address: string): Promise<StageChannel> {
    return this.#founded(await this.#tell(`found ${address}`));
  }

  /** The same for a company, whose reporters see what was read. */
  async foundCompany(address: string): Promise<StageChannel> {
    return this.#founded(await this.#tell(`company ${address}`));
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

  /** Makes a database with the published channel `hemma` in a folder. */
  async home(folder: string): Promise<StageChannel> {
    return (await this.#tell(`home ${folder}`)) as StageChannel;
  }

  /** Sends the mails that are due, and gives those that came. */
  async post(): Promise<readonly StageMail[]> {
    return (await this.#tell("post")) as readonly StageMail[];
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

/** The stage on which a worker's tests play: one for each file, so that none finds what another file's left behind. */
class Theatre {
  #file = "";
  #stage: Stage | null = null;

  async stageFor(file: string): Promise<Stage> {
    if (this.#stage !== null && this.#file === file) return this.#stage;
    await this.close();
    this.#file = file;
    this.#stage = await Stage.start();
    return this.#stage;
  }

  async close(): Promise<void> {
    await this.#stage?.stop();
    this.#stage = null;
  }
}

/** Tests that have a stage, a page whose clock is the stage's, and, where they ask for it, a wire to the desk that is listened to. */
export const test = base.extend<
  { readonly stage: Stage; readonly wire: Wire; readonly swept: undefined },
  { readonly theatre: Theatre }
>({
  theatre: [
    // Playwright reads from the pattern which fixtures a fixture needs.
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const theatre = new Theatre();
      await use(theatre);
      await theatre.close();
    },
    { scope: "worker" },
  ],
  // Windows that a story leaves open would work on beside every story that follows.
  swept: [
    async ({ browser }, use) => {
      await use(undefined);
      await Promise.all(browser.contexts().map((context) => context.close()));
    },
    { auto: true },
  ],
  stage: async ({ theatre }, use, { file }) => {
    await use(await theatre.stageFor(file));
  },
  wire: async ({ stage }, use) => {
    const wire = new Wire(stage);
    await use(wire);
    wire.close();
  },
  page: async ({ page, stage }, use) => {
    await page.clock.setFixedTime(stage.now);
    await use(page);
  },
});

export { expect };
