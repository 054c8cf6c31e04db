import { inspect, inspectMistake, inspectStill } from "./inspect.ts";
import { anotherBrowser, openCase, signIn, unlock } from "./member.ts";
import { followUp } from "./reporter.ts";
import { expect, test } from "./stage.ts";

const IRRELEVANT = "Grannens dotter är sjukskriven.";

test("what does not belong is struck from a report, for good, and its reporter sees that and not what", async ({ page, stage, browser }) => {
  test.setTimeout(240_000);
  await stage.found("struket");
  const ways = await stage.enrol("struket", "Chefsjurist");
  const { code, reference } = await stage.file("struket", `Bygglovet såldes. ${IRRELEVANT}`);
  await signIn(page, stage, ways);
  await openCase(page, reference);
  const report = page.locator(".letters > li").first();
  await expect(report).toContainText(IRRELEVANT);
  // By keyboard.
  await report.getByRole("button", { name: /^Stryk uppgifter: Rapport/ }).focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("alertdialog");
  await expect(dialog).toContainText("Brevet raderas för gott på servern. Det går inte att ångra.");
  await expect(dialog).toContainText("Aldrig vad som ströks.");
  const confirm = dialog.getByRole("button", { name: "Stryk för gott" });
  await confirm.focus();
  await page.keyboard.press("Enter");
  for (const mistake of ["Ta bort det som ska strykas", "Skriv varför uppgifterna inte hör till ärendet.", "Skriv beteckningen på beslutet"]) {
    await expect(dialog).toContainText(mistake);
  }
  await inspectMistake(page, "desk-striking-mistake");
  const left = dialog.getByLabel("Det här ska stå kvar");
  await left.fill((await left.inputValue()).replace(` ${IRRELEVANT}`, ""));
  await dialog.getByLabel("Skäl").fill("En granne utan del i ärendet.");
  await dialog.getByLabel("Gallringsbeslut").fill("KS 2026/77 § 3");
  await inspect(page, "desk-striking");
  await confirm.click();
  await expect(dialog).toHaveCount(0);
  await expect(report).toContainText("Struket");
  await expect(report).toContainText("En granne utan del i ärendet.");
  await expect(report).toContainText("Bygglovet såldes.");
  await expect(page.locator("#case-title")).toContainText("Bygglovet såldes");
  await expect(page.locator("body")).not.toContainText(IRRELEVANT);
  await expect(page.locator(".notice.alarm")).toHaveCount(0);
  await inspect(page, "desk-struck");

  // A desk that knows nothing but its index entry and the server.
  await page.reload();
  await unlock(page, ways);
  await expect(page.locator("a.case-row")).toContainText("Bygglovet såldes");
  await openCase(page, reference);
  await expect(report).toContainText("KS 2026/77 § 3");
  await expect(page.locator("body")).not.toContainText(IRRELEVANT);

  const reporter = await anotherBrowser(browser, stage, { viewport: { width: 390, height: 844 } });
  await followUp(reporter, stage, code);
  const struck = reporter.locator(".letter").first();
  await expect(struck).toContainText("En handläggare strök uppgifter här den");
  await expect(struck).toContainText("Bygglovet såldes.");
  await expect(reporter.locator("main")).not.toContainText(IRRELEVANT);
  await inspect(reporter, "case-struck");
  await reporter.context().close();

  const still = await anotherBrowser(browser, stage, { javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
  await still.goto(`${stage.intake}/sv/follow-up/server`);
  await still.locator("#code").fill(code);
  await still.locator("form:has(#code) button").click();
  await expect(still.locator(".conversation .letter").first()).toContainText("En handläggare strök uppgifter här den");
  await expect(still.locator(".conversation .letter").first()).toContainText("Bygglovet såldes.");
  await expect(still.locator("main")).not.toContainText(IRRELEVANT);
  await inspectStill(still, "server-case-struck", browser);
  await still.context().close();
});
