/** What no page may do, in whatever state it is: shut somebody out, or ask for scrolling sideways. */
import AxeBuilder from "@axe-core/playwright";
import { expect, type Browser, type Page } from "@playwright/test";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** 1280 pixels at 400 %, a phone, a desk. */
const SIZES = [
  [320, 256],
  [390, 844],
  [1280, 900],
] as const;

/**
 * Looks at the page as it stands, in light and dark and at every size, and keeps a picture of what is seen.
 *
 * @param judged - the page to judge in its place: axe needs scripts, so a page without them is looked at in a copy
 */
export async function inspect(page: Page, name: string, judged: Page = page): Promise<void> {
  for (const scheme of ["light", "dark"] as const) {
    await judged.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
    const { violations } = await new AxeBuilder({ page: judged }).withTags(TAGS).analyze();
    const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
    expect(told, `${name}, ${scheme}`).toEqual([]);
    if (scheme === "dark") await judged.screenshot({ path: `tests/browser/results/pages/${name}-dark.png`, fullPage: true });
  }
  await page.emulateMedia({ colorScheme: "light" });
  for (const [width, height] of SIZES) {
    await page.setViewportSize({ width, height });
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(over, `${name} at ${width} pixels`).toBeLessThanOrEqual(0);
    if (width > 320) await page.screenshot({ path: `tests/browser/results/pages/${name}-${width}.png`, fullPage: true });
  }
}

/** Looks at a page of a browser without script: as it stands for its size, and in a copy with the same words for axe. */
export async function inspectStill(page: Page, name: string, browser: Browser): Promise<void> {
  const html = (await page.content()).replaceAll(/<\/?noscript>|<script[^>]*><\/script>/g, "");
  const context = await browser.newContext({ javaScriptEnabled: true });
  const copy = await context.newPage();
  const address = page.url();
  await copy.route(address, (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body: html }));
  await copy.goto(address);
  await inspect(page, name, copy);
  await context.close();
}
