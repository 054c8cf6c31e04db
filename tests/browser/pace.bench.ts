/**
 * How fast a browser is, with a release build of the server behind it: `make bench`. Prints every figure with what is asked
 * of it; fails if something does not work, never for being slow.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BareBrowser } from "./bare_browser.ts";
import { test } from "./stage.ts";
import { openForm, walkTo } from "./reporter.ts";

const TIMES = 20;
/** Milliseconds asked from the button to the code, on two cores with nothing else to do: in the middle, and at the worst. */
const MEDIAN_MOST = 250;
const WORST_MOST = 600;
const TEXT = "Åtta fakturor från samma bolag. ".repeat(64).slice(0, 2000);

const medianOf = (each: readonly number[]): number => [...each].sort((one, other) => one - other)[Math.floor(each.length / 2)] ?? NaN;

/** A figure, and what is asked of it where something is. */
function beside(figure: number, unit: string, asked: { readonly least: number } | { readonly most: number } | null): string {
  const said = `${figure.toFixed(0)} ${unit}`;
  if (asked === null) return said;
  const [isReached, limit] = "least" in asked ? [figure >= asked.least, `at least ${asked.least}`] : [figure <= asked.most, `at most ${asked.most}`];
  return `${said} (asked: ${limit}${isReached ? "" : "; FALLS SHORT"})`;
}

test("how long a report of 2 kB to ten recipients takes from the button to the code", async ({ page, stage }) => {
  test.setTimeout(180_000);
  const taken: number[] = [];
  for (let time = 0; time < TIMES; time += 1) {
    await openForm(page, stage, "tio");
    await walkTo(page, "check", TEXT);
    // Nobody reads a report through in less; it is sealed meanwhile.
    await page.waitForTimeout(1500);
    taken.push(
      await page.evaluate(
        () =>
          new Promise<number>((resolve) => {
            const main = document.querySelector("main");
            const button = document.querySelector<HTMLButtonElement>("[data-send]");
            if (main === null || button === null) throw new Error("no form");
            const began = performance.now();
            new MutationObserver(() => {
              if (document.querySelector("p.code[data-code] span") !== null) resolve(performance.now() - began);
            }).observe(main, { childList: true, subtree: true });
            button.click();
          }),
      ),
    );
    // The code was not kept: leaving asks, as it should.
    page.once("dialog", (dialog) => void dialog.accept());
  }
  console.log(`from the button to the code: ${beside(medianOf(taken), "ms", { most: MEDIAN_MOST })}`);
  console.log(`the worst of ${TIMES}: ${beside(Math.max(...taken), "ms", { most: WORST_MOST })}`);
});

const WEB = join(__dirname, "../../web");
const ROUNDS = 5;
const MEBIBYTES = 256;
/** Megabytes a second asked of a browser on two cores with nothing else to do. */
const SEAL_LEAST = 300;
const SEND_LEAST = 120;

/** A script of web/tests/support, bundled as the build does it. */
function bundled(name: string): string {
  const program = `import { bundle } from "./bundle.mjs"; process.stdout.write(await bundle("tests/support/${name}", {}));`;
  return execFileSync(process.execPath, ["--input-type=module", "-e", program], { cwd: WEB, maxBuffer: 16 * 2 ** 20 }).toString();
}

test("how fast a file is sealed, and sent to the server's disk", async ({ stage, launchOptions }) => {
  test.setTimeout(600_000);
  const manifest = JSON.parse(readFileSync(join(WEB, "dist/manifest.json"), "utf8")) as Record<string, { readonly file: string }>;
  const worker = `/assets/${manifest["intake/files.worker.js"]?.file ?? ""}`;
  const folder = mkdtempSync(join(tmpdir(), "sigill-bench-"));
  const file = join(folder, "file");
  writeFileSync(file, "");
  truncateSync(file, MEBIBYTES * 2 ** 20);
  const browser = await BareBrowser.start(launchOptions.executablePath ?? "", launchOptions.args ?? []);
  const speeds: Record<"native" | "noble" | "sent", number[]> = { native: [], noble: [], sent: [] };
  try {
    await browser.open(`${stage.intake}/tio`);
    await browser.run(bundled("files_bench_page.ts"));
    await browser.evaluate("bench.field()");
    await browser.choose("#bench", file);
    const script = JSON.stringify(bundled("files_bench_worker.ts"));
    const channel = JSON.stringify(stage.channel("tio").id);
    for (let round = 0; round < ROUNDS; round += 1) {
      speeds.native.push((await browser.evaluate(`bench.seal(${script}, true)`)) as number);
      speeds.noble.push((await browser.evaluate(`bench.seal(${script}, false)`)) as number);
      speeds.sent.push((await browser.evaluate(`bench.send(${JSON.stringify(worker)}, ${channel})`)) as number);
    }
  } finally {
    await browser.stop();
    rmSync(folder, { recursive: true });
  }
  const asked = { native: { least: SEAL_LEAST }, noble: null, sent: { least: SEND_LEAST } };
  const called = {
    native: "sealed by the worker alone",
    noble: "sealed by the worker alone, where the browser does not have the cipher",
    sent: "sealed, sent and made durable",
  };
  for (const way of ["native", "noble", "sent"] as const) {
    const each = speeds[way].map((speed) => speed / 1e6);
    const all = each.map((speed) => speed.toFixed(0)).join(", ");
    console.log(`a file of ${MEBIBYTES} MiB, ${called[way]}: ${beside(medianOf(each), "MB/s", asked[way])}; in turn ${all}`);
  }
});
