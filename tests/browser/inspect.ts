/** What no page may do, in whatever state it is: shut somebody out, or ask for scrolling sideways. */
import AxeBuilder from "@axe-core/playwright";
import { expect, type Browser, type Page } from "@playwright/test";
import axe, { type NodeResult, type RunOnly } from "axe-core";

const ALL: RunOnly = { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] };
/** The rules that see colours. In the dark nothing else is different: web/styles/parts/tokens.css gives other colours alone. */
const COLOURS: RunOnly = { type: "rule", values: ["color-contrast", "link-in-text-block"] };
/** 1280 pixels at 400 %, a phone, a desk. */
const SIZES = [
  [320, 256],
  [390, 844],
  [1280, 900],
] as const;

interface Violation {
  readonly id: string;
  readonly nodes: readonly Pick<NodeResult, "html">[];
}

/**
 * Looks at the page as it stands, in light and dark and at every size. With SIGILL_PAGES set it keeps pictures of what is
 * seen.
 *
 * @param judged - the page to judge in its place: axe needs scripts, so a page without them is looked at in a copy
 */
export async function inspect(page: Page, name: string, judged: Page = page): Promise<void> {
  // What follows from a step, as a focus that is moved, comes after the next frame.
  await judged.evaluate(() => new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen))));
  expect(await translatable(judged), `${name} lets a browser translate what somebody wrote`).toEqual([]);
  for (const [scheme, rules] of [["light", ALL], ["dark", COLOURS]] as const) {
    await judged.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
    const violations = await violationsOn(judged, rules);
    const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
    expect(told, `${name}, ${scheme}`).toEqual([]);
    if (scheme === "dark") await keepPicture(judged, `${name}-dark`);
  }
  await page.emulateMedia({ colorScheme: "light" });
  for (const [width, height] of SIZES) {
    await page.setViewportSize({ width, height });
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(over, `${name} at ${width} pixels`).toBeLessThanOrEqual(0);
    if (width > 320) await keepPicture(page, `${name}-${width}`);
  }
}

/** What people wrote, and codes, that a browser would translate, and so send to its maker. */
async function translatable(page: Page): Promise<readonly string[]> {
  const said = ".words:not([data-change]), .code, .prose, .said, [data-text], [data-review] dt + dd:not(.quiet), textarea, [data-name]";
  return page.locator(said).evaluateAll((found) =>
    found.filter((each) => each instanceof HTMLElement && each.translate && each.textContent !== "").map(({ outerHTML }) => outerHTML.slice(0, 200)),
  );
}

/** Looks at a page once it says that something is missing or wrong. */
export async function inspectMistake(page: Page, name: string): Promise<void> {
  await expect(page.locator('[aria-invalid="true"]').filter({ visible: true })).not.toHaveCount(0);
  await inspect(page, name);
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

/**
 * What axe says against a page. Its builder starts a page and brings in axe twice for each look; that is for frames, which a
 * page alone has not.
 */
async function violationsOn(page: Page, rules: RunOnly): Promise<readonly Violation[]> {
  if (page.frames().length > 1) {
    return (await new AxeBuilder({ page }).options({ runOnly: rules }).analyze()).violations;
  }
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  return page.evaluate(async (runOnly) => {
    const { axe: here } = window as unknown as { readonly axe: typeof axe };
    const { violations } = await here.run(document, { runOnly, resultTypes: ["violations"] });
    return violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => ({ html })) }));
  }, rules);
}

/** Keeps a picture of a page, where somebody wants to look through them. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  if (process.env["SIGILL_PAGES"] === undefined) return;
  await page.screenshot({ path: `tests/browser/results/pages/${name}.png`, fullPage: true });
}
