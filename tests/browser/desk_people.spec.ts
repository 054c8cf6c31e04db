import type { Page } from "@playwright/test";
import { expect, test } from "./stage.ts";
import { inspect, inspectMistake } from "./inspect.ts";
import { anotherBrowser, goOn, openCase, signIn, unlock } from "./member.ts";
import { followUp } from "./reporter.ts";

const facts = (page: Page) => page.locator(".cases-facts");
const events = (page: Page) => page.locator(".letters .event");

/** Leaves the cases and comes back, as somebody who goes about their day. */
async function comeBack(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Konto" }).click();
  await page.goBack();
}

test("an owner shuts a handler out, the others step aside, and the deputy to whom the case falls gets a key of her own", async ({ page, stage, browser }) => {
  test.setTimeout(300_000);
  const address = "jav-ersattare";
  await stage.found(address);
  const owner = await stage.enrol(address, "Chefsjurist");
  const shutOut = await stage.enrol(address, "HR-direktör");
  const third = await stage.enrol(address, "Säkerhetschef");
  const deputy = await stage.enrol(address, "Kommunrevisor");
  const filed = await stage.file(address, "Det gäller HR-direktören.");

  const concerned = await anotherBrowser(browser, stage);
  await signIn(concerned, stage, shutOut);
  await openCase(concerned, filed.reference);
  await signIn(page, stage, owner);
  await openCase(page, filed.reference);
  await page.getByRole("button", { name: /^Stäng ute .*HR-direktör$/ }).click();
  const shutting = page.getByRole("alertdialog", { name: "Stäng ute HR-direktör från ärendet" });
  await expect(shutting).toContainText("Sedan kan de här öppna det: Chefsjurist");
  await inspect(page, "desk-shut-out");
  await goOn(page, "Försegla och stäng ute");
  await expect(events(page)).toContainText(["Du stängde ute HR-direktör."]);
  await expect(facts(page).locator(".people").first()).not.toContainText("HR-direktör");

  // Whoever was shut out is told nothing of the case, and no lie of the server's.
  await comeBack(concerned);
  await expect(concerned.getByRole("heading", { name: "Ärendet finns inte här längre" })).toBeVisible();
  await expect(concerned.locator("a.case-row")).toHaveCount(0);
  await expect(concerned.locator("body")).toContainText("andra kan ha tagit över det");
  await expect(concerned.locator("body")).not.toContainText(filed.reference);
  await inspect(concerned, "desk-case-taken");
  await concerned.context().close();

  // The third handler steps aside by keyboard alone, and leaves the reason.
  const colleague = await anotherBrowser(browser, stage);
  await signIn(colleague, stage, third);
  await openCase(colleague, filed.reference);
  await colleague.keyboard.press("s");
  const aside = colleague.getByRole("alertdialog", { name: "Kliv åt sidan från ärendet" });
  await expect(aside).toContainText("Chefsjurist");
  await colleague.getByLabel("Varför kliver du åt sidan?").focus();
  await colleague.keyboard.type("Vi är grannar.");
  await colleague.keyboard.press("Tab");
  await colleague.keyboard.press("Enter");
  await expect(colleague.getByRole("heading", { name: "Inga ärenden än" })).toBeVisible();
  await expect(colleague.locator("body")).not.toContainText("finns inte längre i listan");
  await colleague.context().close();

  // Who remains gets the reason, and makes another key without being asked.
  await comeBack(page);
  await expect(page.locator(".letter.note")).toContainText("Jag kliver åt sidan. Vi är grannar.");
  await expect(events(page)).toContainText([
    "Du stängde ute HR-direktör.",
    "Säkerhetschef klev åt sidan.",
    "Du bytte nyckel efter den som lämnade ärendet.",
  ]);
  await page.keyboard.press("s");
  const last = page.getByRole("alertdialog", { name: "Kliv åt sidan från ärendet" });
  await expect(last).toContainText("Ingen handläggare är kvar. Ärendet går därför till ersättarna: Kommunrevisor.");
  await goOn(page, "Försegla och kliv åt sidan");
  await expect(last).toContainText("Skriv varför.");
  await inspectMistake(page, "desk-step-aside");
  await page.getByLabel("Varför kliver du åt sidan?").fill("Jag upphandlade bolaget.");
  await goOn(page, "Försegla och kliv åt sidan");
  await expect(page.locator("a.case-row")).toHaveCount(0);

  const phone = await anotherBrowser(browser, stage, { viewport: { width: 390, height: 844 } });
  await signIn(phone, stage, deputy);
  await openCase(phone, filed.reference);
  await expect(events(phone).last()).toContainText("Du bytte nyckel efter den som lämnade ärendet.");
  await expect(events(phone)).toContainText(["Chefsjurist klev åt sidan. Kommunrevisor fick tillgång."]);
  await expect(phone.locator(".letter.note").last()).toContainText("Jag upphandlade bolaget.");
  await expect(phone.locator(".cases-case .notice")).toHaveCount(0);
  await phone.getByRole("button", { name: "Ge någon tillgång …" }).click();
  const give = phone.getByRole("dialog", { name: "Ge någon tillgång till ärendet" });
  await give.getByRole("radio", { name: /HR-direktör/ }).focus();
  await inspect(phone, "desk-give");
  await give.getByRole("radio", { name: /Chefsjurist/ }).check();
  // Who stepped aside is marked, and gets it back only where that is meant.
  await expect(give.locator("label", { hasText: "Chefsjurist" })).toContainText("Handläggare har klivit åt sidan");
  await goOn(phone, "Försegla och ge tillgång");
  await expect(give.getByRole("alert")).toContainText("om skälet inte finns längre");
  await inspect(phone, "desk-give-again");
  await goOn(phone, "Försegla och ge tillgång");
  await expect(events(phone).last()).toContainText("Du gav Chefsjurist tillgång till ärendet.");
  await phone.context().close();

  const reporter = await anotherBrowser(browser, stage);
  await followUp(reporter, stage, filed.code);
  await expect(reporter.getByText("Det har ändrats vilka som kan öppna ärendet.").first()).toBeVisible();
  await reporter.context().close();
});

test("cases are handed on before a holiday one by one, and gone on with after the page has died", async ({ page, stage, browser }) => {
  test.setTimeout(240_000);
  const address = "jav-semester";
  await stage.found(address);
  const owner = await stage.enrol(address, "Chefsjurist");
  const deputy = await stage.enrol(address, "Kommunrevisor");
  const references: string[] = [];
  for (const text of ["Fakturorna delas upp.", "Bilen används privat.", "Tiden skrivs fel."]) {
    references.push((await stage.file(address, text)).reference);
  }
  await signIn(page, stage, owner);
  await openCase(page, references[0] ?? "");
  await page.getByRole("link", { name: "Lämna över flera ärenden" }).click();
  await expect(page.getByRole("heading", { name: "Lämna över ärenden" })).toBeFocused();
  await goOn(page, "Försegla och lämna över");
  await expect(page.locator("main")).toContainText("Välj minst ett ärende.");
  await inspectMistake(page, "desk-hand-on-mistake");
  await page.getByRole("radio", { name: /Kommunrevisor/ }).check();
  await page.getByRole("radio", { name: /Kollegan tar över/ }).check();
  await goOn(page, "Välj alla");
  await inspect(page, "desk-hand-on");

  // The line breaks at the second case: its answer is lost, and the third waits.
  let stored = 0;
  await page.route("**/api/cases/*/envelopes", async (route) => {
    const body = route.request().postData() ?? "";
    if (!body.includes('"holder"')) {
      await route.continue();
      return;
    }
    stored += 1;
    if (stored < 2) {
      await route.continue();
      return;
    }
    await route.fetch();
    await route.abort();
  });
  await goOn(page, "Försegla och lämna över 3 ärenden");
  await expect(page.locator(".notice", { hasText: "Servern svarade inte." })).toContainText("Överlämnade: 1. Kvar att lämna över: 2.");
  await page.unroute("**/api/cases/*/envelopes");
  await page.reload();
  await unlock(page, owner);
  await expect(page.getByRole("heading", { name: "Lämna över ärenden" })).toBeVisible();
  await expect(page.locator(".notice", { hasText: "höll på att lämna över" })).toBeVisible();
  await page.getByRole("button", { name: /^Försegla och lämna över/ }).click();
  await expect(page.locator(".notice", { hasText: "överlämna" }).last()).toHaveText("Ett ärende är överlämnat.");
  await page.getByRole("link", { name: "Ärenden", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Inga ärenden än" })).toBeVisible();

  const taking = await anotherBrowser(browser, stage, { viewport: { width: 390, height: 844 } });
  await signIn(taking, stage, deputy);
  await expect(taking.locator("a.case-row")).toHaveCount(3);
  await openCase(taking, references[1] ?? "");
  await expect(taking.locator(".letter.note")).toHaveCount(1);
  await expect(taking.locator(".letter.note")).toContainText("Jag kliver åt sidan. Jag lämnar över mina ärenden.");
  await taking.context().close();
});
