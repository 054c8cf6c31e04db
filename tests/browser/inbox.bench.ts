/**
 * How fast an inbox of thousands is, with a release build of the server behind it: `make bench`. Prints every figure with
 * what is asked of it; fails if something does not work, never for being slow.
 */
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, type Page } from "@playwright/test";
import { oneTimeCode } from "./member.ts";
import type { Ways } from "./stage.ts";

const SERVER = join(process.env["CARGO_TARGET_DIR"] ?? join(__dirname, "../../target"), "release/examples/stage");

/** Cases in all, and those of them that the handler who is measured holds. */
const CASES = Number(process.env["SIGILL_BENCH_CASES"] ?? 10_000);
const HELD = CASES / 2;
/** Asked on two cores, in milliseconds and MiB. */
const USABLE_MOST = 1500;
const FOUND_MOST = 100;
const OPENED_MOST = 300;
const MEMORY_MOST = 300;
/** Seconds for which the first verifying of all cases is watched; it goes on in the background for minutes. */
const WATCHED = 30;

/** An installation of thousands of cases, and what its handler signs in with. */
class Seeded {
  readonly ways: Ways;
  readonly desk: string;
  readonly #folder: string;
  readonly #process: ChildProcess;

  private constructor(ways: Ways, desk: string, folder: string, process: ChildProcess) {
    this.ways = ways;
    this.desk = desk;
    this.#folder = folder;
    this.#process = process;
  }

  static async make(more: readonly string[]): Promise<Seeded> {
    const folder = mkdtempSync(join(tmpdir(), "sigill-bench-"));
    const [intake, desk, operator] = await freePorts(3);
    const env = {
      TMPDIR: folder,
      SIGILL_INTAKE_LISTEN: `127.0.0.1:${intake ?? 0}`,
      SIGILL_DESK_LISTEN: `127.0.0.1:${desk ?? 0}`,
      SIGILL_OPERATOR_LISTEN: `127.0.0.1:${operator ?? 0}`,
      SIGILL_INTAKE_URL: `http://127.0.0.1:${intake ?? 0}`,
      SIGILL_DESK_URL: `http://localhost:${desk ?? 0}`,
    };
    const began = Date.now();
    const told = execFileSync(SERVER, ["seed", "--cases", `${CASES}`, "--held", `${HELD}`, ...more], { cwd: folder, env });
    console.log(`${CASES} cases sealed in ${((Date.now() - began) / 1000).toFixed(0)} s`);
    const process = spawn(SERVER, ["serve"], { cwd: folder, env, stdio: ["ignore", "ignore", "inherit"] });
    for (let tries = 0; ; tries += 1) {
      const answer = await fetch(`http://${env.SIGILL_OPERATOR_LISTEN}/ready`).catch(() => null);
      if (answer?.ok === true) break;
      if (tries > 400) throw new Error("the server does not start");
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return new Seeded(JSON.parse(told.toString()) as Ways, env.SIGILL_DESK_URL, folder, process);
  }

  async remove(): Promise<void> {
    const ended = new Promise((resolve) => this.#process.once("exit", resolve));
    this.#process.kill();
    await ended;
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

/** Hundredths of a second of all processors since the machine started, and those of them that its host gave to other machines. */
function processors(): { readonly all: number; readonly stolen: number } {
  const times = readFileSync("/proc/stat", "utf8").split("\n", 1)[0]?.trim().split(/\s+/).slice(1, 9).map(Number) ?? [];
  return { all: times.reduce((sum, each) => sum + each, 0), stolen: times[7] ?? 0 };
}

const medianOf = (each: readonly number[]): number => [...each].sort((one, other) => one - other)[Math.floor(each.length / 2)] ?? NaN;

/** A figure beside what is asked of it at the most. */
function say(what: string, figure: number, unit: string, most: number | null): void {
  const asked = most === null ? "" : ` (asked: at most ${most}${figure <= most ? "" : "; FALLS SHORT"})`;
  console.log(`inbox of ${HELD}, ${what}: ${figure.toFixed(0)} ${unit}${asked}`);
}

/** Milliseconds of the page's clock, from when the vault was open. */
interface Moments {
  /** The first row says what its case is. */
  readonly first: number;
  /** Every row does: a search for what is in all of them finds them. */
  readonly all: number;
}

/** Notes when the cases are first on the page, which is when the vault has been opened, and when rows are there. */
async function watch(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const noted = { began: 0, first: 0 };
    Object.assign(window, { noted });
    new MutationObserver(() => {
      if (document.querySelector(".cases-inbox") === null) {
        noted.began = noted.first = 0;
        return;
      }
      noted.began ||= performance.now();
      if (document.querySelector(".case-row .case-reference") !== null) noted.first ||= performance.now();
    }).observe(document, { childList: true, subtree: true });
  });
}

/** Waits until a search, typed as soon as the first row is there, has found every case. */
async function moments(page: Page): Promise<Moments> {
  return page.evaluate(async (held) => {
    const { noted } = window as unknown as { readonly noted: { began: number; first: number } };
    const wait = (): Promise<void> => new Promise((done) => setTimeout(done, 4));
    while (noted.first === 0) await wait();
    const field = document.querySelector<HTMLInputElement>(".cases-search input");
    if (field === null) throw new Error("no search");
    field.value = "löpnummer";
    field.dispatchEvent(new Event("input", { bubbles: true }));
    const count = (): number => Number((document.querySelector(".inbox-leaves")?.textContent ?? "").split(" av ")[0]?.replaceAll(/\s/g, ""));
    while (count() !== held) await wait();
    const all = performance.now();
    field.value = "";
    field.dispatchEvent(new Event("input", { bubbles: true }));
    return { first: noted.first - noted.began, all: all - noted.began };
  }, HELD);
}

async function signIn(page: Page, { desk, ways }: Seeded): Promise<void> {
  await page.goto(desk);
  await page.getByLabel("Inloggningsnamn").fill(ways.name);
  await page.getByLabel("Lösenfras", { exact: true }).fill(ways.passphrase);
  await page.getByLabel("Engångskod").fill(oneTimeCode(ways.factor, Date.now()));
  await page.getByRole("button", { name: "Logga in", exact: true }).click();
  await expect(page.locator(".cases-inbox")).toBeVisible({ timeout: 45_000 });
}

/** Mebibytes that the page's process holds, its workers with it, after what is gone has been let go: the system's count. */
async function memoryOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const browser = page.context().browser();
  if (browser === null) throw new Error("no browser");
  const { processInfo } = await (await browser.newBrowserCDPSession()).send("SystemInfo.getProcessInfo");
  const renderers = processInfo.filter(({ type }) => type === "renderer").map(({ id }) => shareOf(id));
  return Math.max(...renderers) / 1024;
}

/** Kibibytes of a process, what it shares with others in equal parts. */
function shareOf(id: number): number {
  const lines = readFileSync(`/proc/${id}/smaps_rollup`, "utf8");
  return Number(/^Pss:\s+(\d+) kB$/m.exec(lines)?.[1] ?? 0);
}

/** Milliseconds until what was typed or chosen has been answered and painted. */
async function finding(page: Page, searches: readonly string[]): Promise<readonly number[]> {
  return page.evaluate(async (words) => {
    const painted = (): Promise<void> =>
      new Promise((done) => {
        requestAnimationFrame(() => {
          setTimeout(done, 0);
        });
      });
    const taken: number[] = [];
    for (const search of words) {
      const field = document.querySelector<HTMLInputElement>(".cases-search input");
      if (field === null) throw new Error("no search");
      await painted();
      const began = performance.now();
      field.value = search;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      await painted();
      while (!(document.querySelector(".inbox-on")?.textContent ?? "").includes(search)) await painted();
      taken.push(performance.now() - began);
    }
    return taken;
  }, searches);
}

/** The same for every value of every list. */
async function choosing(page: Page): Promise<readonly number[]> {
  return page.evaluate(async () => {
    const painted = (): Promise<void> =>
      new Promise((done) => {
        requestAnimationFrame(() => {
          setTimeout(done, 0);
        });
      });
    const taken: number[] = [];
    for (const list of document.querySelectorAll<HTMLSelectElement>(".inbox-choices select")) {
      const before = list.value;
      for (const { value } of [...list.options].slice(0, 6)) {
        await painted();
        const began = performance.now();
        list.value = value;
        list.dispatchEvent(new Event("change", { bubbles: true }));
        await painted();
        taken.push(performance.now() - began);
      }
      list.value = before;
      list.dispatchEvent(new Event("change", { bubbles: true }));
    }
    return taken;
  });
}

/** Milliseconds from the click on each of the first rows until its case stands on the page. */
async function opening(page: Page, times: number): Promise<readonly number[]> {
  const taken: number[] = [];
  for (let time = 0; time < times; time += 1) {
    taken.push(
      await page.evaluate(async (place) => {
        const rowAt = (): HTMLElement | null => document.querySelector(`.case-list > li[aria-posinset="${place}"] > a`);
        const referenceIn = (row: HTMLElement | null): string => row?.querySelector(".case-reference")?.textContent ?? "";
        // What was filtered before may still be drawn.
        while (referenceIn(rowAt()) === "") await new Promise((drawn) => requestAnimationFrame(drawn));
        const row = rowAt();
        const reference = referenceIn(row);
        const began = performance.now();
        row?.click();
        await new Promise<void>((done) => {
          const look = (): void => {
            if (document.querySelector(".case-head .case-reference")?.textContent === reference) done();
            else requestAnimationFrame(look);
          };
          look();
        });
        return performance.now() - began;
      }, time + 1),
    );
  }
  return taken;
}

test("an inbox of thousands with its index entries", async ({ page }) => {
  test.setTimeout(1_200_000);
  const seeded = await Seeded.make([]);
  try {
    const before = processors();
    await watch(page);
    await signIn(page, seeded);
    const signedIn = await moments(page);
    say("from signing in to the first row", signedIn.first, "ms", null);
    say("from signing in until every case is found", signedIn.all, "ms", USABLE_MOST);
    await page.getByRole("button", { name: "Lås", exact: true }).click();
    await page.getByLabel("Lösenfras", { exact: true }).fill(seeded.ways.passphrase);
    await page.getByRole("button", { name: "Lås upp" }).click();
    await expect(page.locator(".cases-inbox")).toBeVisible({ timeout: 45_000 });
    const unlocked = await moments(page);
    say("from unlocking to the first row", unlocked.first, "ms", null);
    say("from unlocking until every case is found", unlocked.all, "ms", USABLE_MOST);
    // Entries that the desk would make anew are another measurement.
    await expect(page.locator(".cases-progress")).toHaveCount(0);
    const searches = ["s", "sv", "svå", "svåger", "löpnummer 17", "faktura", "ord som ingenstans finns", "e"];
    const found = await finding(page, searches);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Rensa" }).click();
    await page.getByRole("button", { name: "Filter", exact: true }).click();
    const chosen = await choosing(page);
    say("searching, in the middle", medianOf(found), "ms", FOUND_MOST);
    say("searching, at the worst", Math.max(...found), "ms", FOUND_MOST);
    say("filtering and sorting, in the middle", medianOf(chosen), "ms", FOUND_MOST);
    say("filtering and sorting, at the worst", Math.max(...chosen), "ms", FOUND_MOST);
    const opened = await opening(page, 8);
    say("opening a case, in the middle", medianOf(opened), "ms", OPENED_MOST);
    say("opening a case, at the worst", Math.max(...opened), "ms", OPENED_MOST);
    say("memory", await memoryOf(page), "MiB", MEMORY_MOST);
    const after = processors();
    // Figures of a machine that others share are to be read with that.
    say("time of the machine that went to others", (100 * (after.stolen - before.stolen)) / (after.all - before.all), "%", null);
  } finally {
    await seeded.remove();
  }
});

test("the same for the first time, without index entries", async ({ page }) => {
  test.setTimeout(1_200_000);
  const seeded = await Seeded.make(["--unseen"]);
  try {
    await watch(page);
    await signIn(page, seeded);
    // The list is there with its days before any case is verified, and input is answered meanwhile.
    await expect(page.locator(".cases-progress")).toBeVisible({ timeout: 60_000 });
    const left = async (): Promise<number> => {
      const said = await page.locator(".cases-progress").allInnerTexts();
      return Number(/\d[\d\s]*/.exec(said[0] ?? "0")?.[0].replaceAll(/\s/g, ""));
    };
    const before = await left();
    await page.waitForTimeout(WATCHED * 1000);
    const verified = before - (await left());
    say("cases verified in a second, for the first time", verified / WATCHED, "a second", null);
    say("which makes for all of them", (HELD / verified) * WATCHED, "s", null);
    const found = await finding(page, ["s", "sv", "svå", "svåger", "faktura"]);
    say("searching meanwhile, at the worst", Math.max(...found), "ms", FOUND_MOST);
    await page.getByRole("button", { name: "Rensa" }).click();
    say("memory meanwhile", await memoryOf(page), "MiB", MEMORY_MOST);
  } finally {
    await seeded.remove();
  }
});
