/** The README's pictures. `make shots` puts them into docs/images; any other run takes them too and puts them aside. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { expect, test } from "./stage.ts";
import { anotherBrowser, signIn } from "./member.ts";
import { shrink } from "./small_png.ts";

const FOLDER = join(__dirname, process.env["SIGILL_SHOTS"] === undefined ? "results/shots" : "../../docs/images");
/** Bytes that a picture may have: somebody reads the page on a train. */
const MOST = 150_000;

async function shoot(page: Page, name: string): Promise<void> {
  const picture = shrink(await page.screenshot({ animations: "disabled", caret: "hide" }));
  await mkdir(FOLDER, { recursive: true });
  await writeFile(join(FOLDER, `${name}.png`), picture);
  expect(picture.length, name).toBeLessThan(MOST);
}

test("the README shows what a reporter and a handler see", async ({ page, stage, browser }) => {
  const owner = await stage.live("lunda-kommun", "Chefsjurist");
  const reporter = await anotherBrowser(browser, stage, { viewport: { width: 390, height: 780 } });
  await reporter.goto(`${stage.intake}/sv/c/lunda-kommun#k=${stage.channel("lunda-kommun").fingerprint}`);
  await expect(reporter.locator("a[data-report]").first()).toBeVisible();
  await shoot(reporter, "reporter-phone");

  await page.setViewportSize({ width: 1200, height: 750 });
  await signIn(page, stage, owner);
  await expect(page.locator("a.case-row")).toHaveCount(11);
  await expect(page.locator(".cases-progress")).toHaveCount(0);
  await shoot(page, "desk-inbox");
  await page.locator("a.case-row", { hasText: "Förvaltningschefen satt med" }).click();
  await expect(page.locator(".letter.report")).toBeVisible();
  await page.locator(".cases-case").evaluate((pane) => {
    pane.scrollTo(0, 0);
  });
  await shoot(page, "desk-case");
});
