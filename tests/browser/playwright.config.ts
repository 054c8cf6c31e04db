import { defineConfig } from "@playwright/test";
import { SHELL, WHOLE } from "./chromium.ts";

const isBench = process.env["SIGILL_BENCH"] !== undefined;
// As root it has no sandbox to go into.
const isRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: ".",
  // A measurement is no test: `make bench` asks for it by name.
  testMatch: isBench ? "*.bench.ts" : "*.spec.ts",
  outputDir: "results",
  // What hangs is found sooner by what waits for it; a passphrase takes its time on a busy machine.
  timeout: 120_000,
  // Each file's stage is a server of its own; a browser leaves half of two cores idle while it waits.
  workers: isBench ? 1 : 2,
  // Two cores may be busy; what never comes is still found out.
  expect: { timeout: 15_000 },
  // A busy machine may be too slow once; what is wrong fails twice, and what passed only the second time is listed as flaky.
  retries: 1,
  forbidOnly: process.env["CI"] !== undefined,
  reporter: [["list"]],
  use: {
    browserName: "chromium",
    launchOptions: { executablePath: isBench ? WHOLE : SHELL, args: isRoot ? ["--no-sandbox"] : [] },
    locale: "sv-SE",
    timezoneId: "Europe/Stockholm",
    trace: "off",
    screenshot: "off",
    // What does not come in so long does not come.
    actionTimeout: 15_000,
    video: "off",
  },
});
