/** What no page may do, in whatever state it is: shut somebody out, or ask for scrolling sideways. */
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** 1280 pixels at 400 %, a phone, a desk. */
const SIZES = [
  [320, 256],
  [390, 844],
  [1280, 900],
] as const;

/** Looks at the page as it stands, in light and dark and at every size, and keeps a picture of what is seen. */
export async function inspect(page: Page, name: string): Promise<void> {
  for (const scheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
    const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
    const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
    expect(told, `${name}, ${scheme}`).toEqual([]);
    if (scheme === "dark") await page.screenshot({ path: `tests/browser/results/pages/${name}-dark.png`, fullPage: true });
  }
  await page.emulateMedia({ colorScheme: "light" });
  for (const [width, height] of SIZES) {
    await page.setViewportSize({ width, height });
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(over, `${name} at ${width} pixels`).toBeLessThanOrEqual(0);
    if (width > 320) await page.screenshot({ path: `tests/browser/results/pages/${name}-${width}.png`, fullPage: true });
  }
}
