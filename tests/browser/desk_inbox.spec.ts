import type { Page } from "@playwright/test";
import { expect, test } from "./stage.ts";
import { inspect } from "./inspect.ts";
import { openCase, signIn } from "./member.ts";

const rows = (page: Page) => page.locator("a.case-row");
/** Waits until the list is so long; of a long one not every row stands in the page. */
const long = async (page: Page, count: number): Promise<void> => {
  await expect(page.locator(".case-list > li[data-row]").first()).toHaveAttribute("aria-setsize", `${count}`);
};
const focusedRow = (page: Page) => page.locator("li:has(> a.case-row:focus)");

test("cases are found by filters, words and order, by keyboard alone, and everything is cleared with one key", async ({ browser, stage, wire }) => {
  const page = await wire.open(browser);
  test.setTimeout(240_000);
  const owner = await stage.live("sokning", "Chefsjurist");
  await signIn(page, stage, owner);
  await long(page, 11);
  await expect(page.locator(".cases-progress")).toHaveCount(0);
  await expect(page.locator(".inbox-on")).toHaveCount(0);

  // A filter is chosen from what there is, and says how many it leaves.
  await page.keyboard.press("f");
  const state = page.getByRole("combobox", { name: "Läge" });
  await expect(state).toBeFocused();
  const option = (await state.locator("option", { hasText: "Avslutat" }).textContent()) ?? "";
  const closed = Number(/\((\d+)\)/.exec(option)?.[1]);
  expect(closed).toBeGreaterThan(0);
  await state.selectOption({ label: option });
  await expect(rows(page)).toHaveCount(closed);
  const on = page.getByRole("group", { name: "Aktiva filter" });
  await expect(on).toContainText(`${closed} av 11`);
  await expect(page.locator(".unseen[role=status]")).toContainText(closed === 1 ? "Ett ärende hittades." : `${closed} ärenden hittades.`);
  await page.getByRole("combobox", { name: "Ordning" }).selectOption({ label: "Nyast först" });
  await expect(page.getByRole("list", { name: "Ärenden, de nyaste först" })).toBeVisible();
  await inspect(page, "desk-inbox-filters");
  await state.focus();
  await page.keyboard.press("Escape");
  await expect(state).toBeHidden();
  await expect(page.getByRole("button", { name: "Filter 1" })).toBeFocused();
  await expect(on).toContainText("Läge: Avslutat");

  // One is taken off, and all are cleared.
  await on.getByRole("button", { name: "Ta bort: Läge: Avslutat" }).click();
  await long(page, 11);
  await page.getByRole("button", { name: "Filter" }).click();
  const toDo = page.getByRole("combobox", { name: "Att göra" });
  const feedback = (await toDo.locator("option", { hasText: "Återkoppla" }).textContent()) ?? "";
  await toDo.selectOption({ label: feedback });
  await expect(rows(page)).toHaveCount(Number(/\((\d+)\)/.exec(feedback)?.[1]));
  await expect(on).toContainText("Att göra: Återkoppla");
  await page.keyboard.press("Escape");
  await page.keyboard.press("c");
  await long(page, 11);
  const chip = page.getByRole("button", { name: /försena/ });
  const late = Number.parseInt(await chip.innerText(), 10);
  expect(late).toBeLessThan(11);
  await chip.click();
  await long(page, late);
  await page.keyboard.press("c");
  await long(page, 11);
  await expect(page.locator(".inbox-on")).toHaveCount(0);

  // What is found is marked in the row, and in the case that is opened.
  await page.keyboard.press("/");
  await page.keyboard.type("svåger");
  await expect(rows(page)).toHaveCount(1);
  await expect(page.locator(".case-row mark").first()).toHaveText(/svåger/i);
  await expect(on).toContainText("1 av 11");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await expect(page.locator(".letter.report")).toBeVisible();
  const marked = await page.evaluate(() => [...(CSS.highlights.get("sigill-search") ?? [])].map((place) => place.toString()));
  expect(marked.length).toBeGreaterThan(0);
  for (const words of marked) expect(words.toLowerCase()).toBe("svåger");
  await inspect(page, "desk-inbox-found");
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.getByRole("searchbox").fill("finns ingenstans");
  await expect(page.getByRole("heading", { name: "Inget stämmer" })).toBeVisible();
  expect(await page.evaluate(() => CSS.highlights.get("sigill-search")?.size ?? 0)).toBe(0);
  await inspect(page, "desk-inbox-nothing-found");
  // What is looked for is nobody's business but whoever looks.
  wire.expectUntold(["svåger", "finns ingenstans", "Avslutat"], owner.name);
});

test("a long list holds the rows in sight, and its keys reach every one of them", async ({ page, stage }) => {
  test.setTimeout(240_000);
  const MANY = 70;
  await stage.found("manga");
  const owner = await stage.enrol("manga", "Chefsjurist");
  const references: string[] = [];
  for (let number = 1; number <= MANY; number += 1) references.push((await stage.file("manga", `Det som hände i rum k${number}ö.`)).reference);
  await page.setViewportSize({ width: 1280, height: 700 });
  await signIn(page, stage, owner);
  await expect(page.locator(".cases-progress")).toHaveCount(0, { timeout: 60_000 });
  await expect(page.getByRole("button", { name: `Alla ${MANY}` })).toBeVisible();
  expect(await rows(page).count()).toBeLessThan(35);
  await expect(page.locator(".case-list > li[data-row]").first()).toHaveAttribute("aria-setsize", `${MANY}`);

  await page.keyboard.press("j");
  await expect(focusedRow(page)).toHaveAttribute("aria-posinset", "1");
  await page.keyboard.press("j");
  await page.keyboard.press("ArrowDown");
  await expect(focusedRow(page)).toHaveAttribute("aria-posinset", "3");
  await page.keyboard.press("k");
  await expect(focusedRow(page)).toHaveAttribute("aria-posinset", "2");
  await page.keyboard.press("End");
  await expect(focusedRow(page)).toHaveAttribute("aria-posinset", `${MANY}`);
  await expect(focusedRow(page)).toBeInViewport();
  await page.keyboard.press("ArrowDown");
  await expect(focusedRow(page)).toHaveAttribute("aria-posinset", `${MANY}`);
  await page.keyboard.press("PageUp");
  const paged = Number(await focusedRow(page).getAttribute("aria-posinset"));
  expect(paged).toBeGreaterThan(MANY - 12);
  expect(paged).toBeLessThan(MANY - 2);
  await page.keyboard.press("Home");
  await expect(focusedRow(page)).toHaveAttribute("aria-posinset", "1");
  await expect(focusedRow(page)).toBeInViewport();

  // Whoever scrolls away keeps the focus where it was, and the keys go on from there.
  await page.locator(".cases-inbox").evaluate((pane) => {
    pane.scrollTo(0, pane.scrollHeight);
  });
  await expect(page.locator(`.case-list > li[aria-posinset="${MANY}"]`)).toBeInViewport();
  await expect(focusedRow(page)).toHaveAttribute("aria-posinset", "1");
  expect(await rows(page).count()).toBeLessThan(35);
  await inspect(page, "desk-inbox-long");
  await page.setViewportSize({ width: 1280, height: 700 });
  await page.keyboard.press("ArrowDown");
  await expect(focusedRow(page)).toHaveAttribute("aria-posinset", "2");
  await expect(focusedRow(page)).toBeInViewport();

  // Every row is reached, each once, by going down from the first.
  await page.keyboard.press("Home");
  const seen = new Set<string>();
  for (let place = 1; place <= MANY; place += 1) {
    await expect(focusedRow(page)).toHaveAttribute("aria-posinset", `${place}`);
    seen.add(await focusedRow(page).locator(".case-reference").innerText());
    await page.keyboard.press("ArrowDown");
  }
  expect([...seen].sort()).toEqual([...references].sort());

  // On a phone the page itself scrolls, and is a window as well.
  await page.setViewportSize({ width: 390, height: 700 });
  await page.evaluate(() => {
    window.scrollTo(0, document.body.scrollHeight);
  });
  await expect(page.locator(`.case-list > li[aria-posinset="${MANY}"]`)).toBeInViewport();
  expect(await rows(page).count()).toBeLessThan(35);

  // An index entry of each: the next time they are there without being verified one by one, and none is asked for alone.
  await page.setViewportSize({ width: 1280, height: 700 });
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.getByRole("button", { name: "Lås", exact: true }).click();
  await page.getByLabel("Lösenfras", { exact: true }).fill(owner.passphrase);
  await page.getByRole("button", { name: "Lås upp" }).click();
  await expect(page.locator(".case-row .case-reference").first()).toBeVisible({ timeout: 45_000 });
  await page.getByRole("searchbox").fill("k17ö");
  await expect(rows(page)).toHaveCount(1);
  await expect(page.locator(".cases-progress")).toHaveCount(0);
  // Those of the first rows by name, all of them, and that there are no more.
  expect(asked.filter((path) => path === "/api/index")).toHaveLength(3);
  expect(asked.filter((path) => path.startsWith("/api/cases/"))).toEqual([]);
  await openCase(page, references[16] ?? "");
});
