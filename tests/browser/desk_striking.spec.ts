import { inspect, inspectMistake, inspectStill } from "./inspect.ts";
import { anotherBrowser, openCase, signIn, unlock } from "./member.ts";
import { followUp } from "./reporter.ts";
import { expect, test } from "./stage.ts";

const IRRELEVANT = "Grannens dotter är sjukskriven.";

test("what does not belong is struck from a report by two, for good, and its reporter sees that and not what", async ({ page, stage, browser }) => {
  test.setTimeout(300_000);
  await stage.found("struket");
  const ways = await stage.enrol("struket", "Chefsjurist");
  const others = await stage.enrol("struket", "HR-direktör");
  const { code, reference } = await stage.file("struket", `Bygglovet såldes. ${IRRELEVANT}`);
  await signIn(page, stage, ways);
  await openCase(page, reference);
  const report = page.locator(".letters > li").first();
  await expect(report).toContainText(IRRELEVANT);
  // By keyboard.
  await report.getByRole("button", { name: /^Stryk uppgifter: Rapport/ }).focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("Inget stryks förrän en annan handläggare i ärendet har läst ditt förslag och godkänt det.");
  await expect(dialog).toContainText("Aldrig vad som ströks.");
  const propose = dialog.getByRole("button", { name: "Föreslå" });
  await propose.focus();
  await page.keyboard.press("Enter");
  for (const mistake of ["Ta bort det som ska strykas", "Skriv varför uppgifterna uppenbart saknar betydelse för ärendet.", "Skriv beteckningen på beslutet"]) {
    await expect(dialog).toContainText(mistake);
  }
  await inspectMistake(page, "desk-striking-mistake");
  const left = dialog.getByLabel("Det här ska stå kvar");
  await left.fill((await left.inputValue()).replace(` ${IRRELEVANT}`, ""));
  await dialog.getByLabel("Skäl").fill("En granne utan del i ärendet.");
  await dialog.getByLabel("Gallringsbeslut").fill("KS 2026/77 § 3");
  await expect(dialog).toContainText(/Säkerhetskopior kan ha kvar det till .+ om det godkänns i dag/);
  await inspect(page, "desk-striking");
  await propose.click();
  await expect(dialog).toHaveCount(0);
  const proposal = page.locator(".letters > li", { hasText: "Förslag att stryka uppgifter" });
  await expect(proposal).toContainText("Inget är struket än. En annan handläggare i ärendet måste godkänna det.");
  await expect(proposal.getByRole("button", { name: /^Läs och godkänn/ })).toHaveCount(0);
  await expect(report).toContainText(IRRELEVANT);

  // The other reads it, and agrees.
  const desk = await anotherBrowser(browser, stage);
  await signIn(desk, stage, others);
  await openCase(desk, reference);
  await inspect(desk, "desk-strike-proposed");
  await desk.locator(".letters").getByRole("button", { name: /^Läs och godkänn att uppgifter stryks i rapporten/ }).focus();
  await desk.keyboard.press("Enter");
  const confirming = desk.getByRole("alertdialog");
  await expect(confirming).toContainText("Chefsjurist föreslår det här.");
  await expect(confirming.locator("section").first()).toBeFocused();
  await desk.keyboard.press("Enter");
  await expect(confirming).toContainText(IRRELEVANT);
  await expect(confirming).toContainText("En granne utan del i ärendet.");
  await expect(confirming).toContainText("Det som stod där raderas för gott på servern. Det går inte att ångra.");
  await expect(confirming).toContainText(/Säkerhetskopior kan ha kvar det till .+, enligt den som driver servern/);
  await inspect(desk, "desk-strike-confirming");
  await confirming.getByRole("button", { name: "Stryk för gott" }).click();
  await expect(confirming).toHaveCount(0);
  const struckThere = desk.locator(".letters > li").first();
  await expect(struckThere).toContainText("Struket");
  await expect(desk.locator("body")).not.toContainText(IRRELEVANT);
  await desk.context().close();

  // A desk that knows nothing but its index entry and the server.
  await page.reload();
  await unlock(page, ways);
  await openCase(page, reference);
  await expect(report).toContainText("Du föreslog det och HR-direktör godkände det");
  await expect(report).toContainText("KS 2026/77 § 3");
  await expect(report).toContainText("Bygglovet såldes.");
  await expect(page.locator("#case-title")).toContainText("Bygglovet såldes");
  await expect(page.locator("body")).not.toContainText(IRRELEVANT);
  await expect(page.locator(".notice.alarm")).toHaveCount(0);
  await expect(report).toContainText(/Säkerhetskopior kan ha kvar det som ströks till/);
  await inspect(page, "desk-struck");

  const reporter = await anotherBrowser(browser, stage, { viewport: { width: 390, height: 844 } });
  await followUp(reporter, stage, code);
  const struck = reporter.locator(".letter").first();
  await expect(struck).toContainText("Handläggare strök uppgifter här");
  await expect(struck).toContainText("Skäl: En granne utan del i ärendet.");
  await expect(struck).toContainText("Bygglovet såldes.");
  await expect(reporter.locator("main")).not.toContainText(IRRELEVANT);
  await expect(struck.locator("[data-is-new]")).toBeVisible();
  await inspect(reporter, "case-struck");
  await reporter.context().close();

  const still = await anotherBrowser(browser, stage, { javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
  await still.goto(`${stage.intake}/sv/follow-up/server`);
  await still.locator("#code").fill(code);
  await still.locator("form:has(#code) button").click();
  const onServer = still.locator(".conversation .letter").first();
  await expect(onServer).toContainText("Handläggare strök uppgifter här");
  await expect(onServer).toContainText("Skäl: En granne utan del i ärendet.");
  await expect(onServer).toContainText("Bygglovet såldes.");
  await expect(still.locator("main")).not.toContainText(IRRELEVANT);
  await expect(onServer.locator(".tag.new")).toBeVisible();
  await inspectStill(still, "server-case-struck", browser);
  await still.context().close();
});
