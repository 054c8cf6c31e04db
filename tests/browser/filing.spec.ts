import { expect, test } from "./stage.ts";
import { file, followUp, WORDS } from "./reporter.ts";

test.use({ viewport: { width: 390, height: 844 } });

test("a report crosses to the handler, and the answer crosses back", async ({ page, stage, context }) => {
  const { code, reference } = await file(page, stage);
  const [filed] = (await stage.cases("lunda")).filter((each) => each.reference === reference);
  expect(filed?.entries[0]).toContainEqual(`what: ${WORDS}`);

  await followUp(page, stage, code.toLowerCase().replaceAll("-", " "));
  await expect(page.locator("[data-conversation] .letter")).toHaveCount(1);
  await expect(page).toHaveTitle(/^Ditt ärende – /);
  await expect(page.locator("[data-text]").first()).toContainText(WORDS);
  await expect(page.locator("[data-state]")).toContainText("inte bekräftad");

  await stage.day(3, page);
  await stage.reply("lunda", reference, "acknowledge", "Tack. Vi har tagit emot din rapport.");
  await followUp(page, stage, code);
  await expect(page.locator("[data-new]")).toContainText("Ett nytt meddelande");
  await expect(page.locator("[data-conversation] .letter").last()).toContainText("Tack. Vi har tagit emot din rapport.");
  await expect(page.locator("[data-state]")).toContainText("bekräftad");
  await expect(page.locator("[data-text]").last()).toHaveAttribute("lang", "sv");

  await page.locator("#reply").fill("Det finns fler fakturor.");
  await page.locator("form[data-reply] button").click();
  await expect(page.locator("form[data-reply] [data-sending]")).toContainText("Meddelandet är framme");
  await expect(page.locator("#reply")).toHaveValue("");
  const [answered] = (await stage.cases("lunda")).filter((each) => each.reference === reference);
  expect(answered?.entries).toContain("Det finns fler fakturor.");

  await followUp(page, stage, code);
  await expect(page.locator("[data-new]")).toContainText("Inget nytt");

  const kept = await page.evaluate(async () => [
    document.cookie,
    localStorage.length,
    sessionStorage.length,
    (await indexedDB.databases()).length,
    location.href.includes("k="),
  ]);
  expect(kept).toEqual(["", 0, 0, 0, false]);
  expect(await context.cookies()).toEqual([]);
});
