/** What a reporter does in the browser. */
import { expect, type Page } from "@playwright/test";
import type { Stage } from "./stage.ts";

/** The words that must never be seen by anybody but whom they are for. */
export const WORDS = "Fakturor från ett bolag som chefens svåger äger. Åtta stycken sedan i våras.";

/** Opens the form by the link from the intranet. */
export async function openForm(page: Page, stage: Stage, address = "lunda"): Promise<void> {
  await page.goto(`${stage.intake}/sv/c/${address}#k=${stage.channel(address).fingerprint}`);
  await page.locator("a[data-report]").first().click();
  await expect(page.locator("form[data-report]")).toHaveAttribute("data-running", "");
}

/** Goes on to the next step. */
export async function next(page: Page): Promise<void> {
  await page.locator("[data-next]").click();
}

/** Walks to the step of that name, telling `words` where they are asked for. */
export async function walkTo(page: Page, step: string, words = WORDS): Promise<void> {
  const what = page.locator("#q-what");
  for (let steps = 0; steps < 12; steps += 1) {
    if (await page.locator(`section[data-step="${step}"]`).isVisible()) return;
    if (await what.isVisible()) await what.fill(words);
    await next(page);
  }
  throw new Error(`no step ${step}`);
}

/** Presses send and waits for the code. */
export async function send(page: Page): Promise<string> {
  await page.locator("[data-send]").click();
  return readCode(page);
}

/** The code on the page. */
export async function readCode(page: Page): Promise<string> {
  await expect(page.locator("p.code[data-code]")).toBeVisible({ timeout: 30_000 });
  return (await page.locator("p.code[data-code] span").allTextContents()).join("-");
}

/** Shows that the code was kept, and gives the reference. */
export async function keepCode(page: Page, code: string): Promise<string> {
  await page.locator("#last").fill(code.slice(-5).toLowerCase());
  await page.locator("form[data-code-check] button").click();
  await expect(page.locator("[data-kept]")).toBeVisible();
  return /[0-9A-Z]{3}-[0-9A-Z]{4}/.exec(await page.locator("[data-reference]").innerText())?.[0] ?? "";
}

/** Files a report, and gives code and reference. */
export async function file(page: Page, stage: Stage, address = "lunda", words = WORDS): Promise<{ code: string; reference: string }> {
  await openForm(page, stage, address);
  await walkTo(page, "check", words);
  const code = await send(page);
  return { code, reference: await keepCode(page, code) };
}

/** Opens a case with its code. */
export async function followUp(page: Page, stage: Stage, code: string): Promise<void> {
  await page.goto(`${stage.intake}/sv/follow-up`);
  await page.locator("#code").fill(code);
  await page.locator("form[data-follow-up] button").click();
}
