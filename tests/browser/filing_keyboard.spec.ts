import { expect, test } from "./stage.ts";
import { Keys } from "./keys.ts";
import { readCode, WORDS } from "./reporter.ts";

test.use({ viewport: { width: 390, height: 700 } });

test("a report is filed and followed up by keys alone, with the focus in sight at every step", async ({ page, stage }) => {
  test.setTimeout(180_000);
  const keys = await Keys.at(page);
  await page.goto(`${stage.intake}/sv/c/lunda#k=${stage.channel("lunda").fingerprint}`);
  await keys.to(page.locator("a[data-report]").first());
  await keys.press("Enter");
  await expect(page.locator("form[data-report]")).toHaveAttribute("data-running", "");
  const what = page.locator("#q-what");
  const goOn = page.locator("[data-next]:visible");
  for (let steps = 0; steps < 12 && !(await page.locator('section[data-step="check"]').isVisible()); steps += 1) {
    if (await what.isVisible()) {
      await keys.to(what);
      await keys.type(WORDS);
    }
    const step = await page.locator("section[data-step]:visible").getAttribute("data-step");
    await keys.to(goOn);
    await keys.press("Enter");
    await expect(page.locator(`section[data-step="${step ?? ""}"]`)).toBeHidden();
  }
  await keys.to(page.locator("[data-send]"));
  await keys.press("Enter");
  const code = await readCode(page);
  await keys.to(page.locator("#last"));
  await keys.type(code.slice(-5).toLowerCase());
  await keys.press("Enter");
  await expect(page.locator("[data-kept]")).toBeVisible();

  await page.goto(`${stage.intake}/sv/follow-up`);
  await keys.to(page.locator("#code"));
  await keys.type(code);
  await keys.press("Enter");
  await expect(page.locator("[data-text]").first()).toContainText(WORDS);
  await keys.to(page.locator("#reply"));
  await keys.type("Det finns fler fakturor.");
  await keys.to(page.locator("form[data-reply] button[type=submit], form[data-reply] button:not([type])"));
  await keys.press("Enter");
  await expect(page.locator("form[data-reply] [data-sending]")).toContainText("Meddelandet är framme");
  keys.expectNoPointer();
});
