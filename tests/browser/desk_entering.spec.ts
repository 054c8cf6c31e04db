import { inspect, inspectMistake } from "./inspect.ts";
import { anotherBrowser, goOn, openCase, signIn, unlock } from "./member.ts";
import { followUp } from "./reporter.ts";
import { expect, test } from "./stage.ts";

const TOLD = "Hon såg att fakturorna för Östra skolans tak betalades två gånger.";

test("a handler enters what was told on the telephone, and whoever told it follows up with the slip", async ({ page, stage, browser }) => {
  await stage.found("samtal");
  await stage.day(3, page);
  const ways = await stage.enrol("samtal", "HR-direktör");
  await signIn(page, stage, ways);
  await page.getByRole("link", { name: "För in en rapport" }).click();
  await expect(page.getByRole("heading", { name: "För in en rapport" })).toBeFocused();
  await goOn(page, "Försegla och för in");
  await expect(page.getByText("Välj hur rapporten kom.")).toBeVisible();
  await inspectMistake(page, "desk-entering-mistake");

  // By keyboard alone.
  await page.getByLabel("På telefon").focus();
  await page.keyboard.press("Space");
  const came = new Date(stage.now - 2 * 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel("Vilken dag kom den?").fill(came);
  await page.getByLabel("Inspelning", { exact: true }).check();
  await page.getByLabel("Berätta med egna ord").fill(TOLD);
  await page.getByRole("radiogroup", { name: "Rapportörens språk" }).getByLabel("På engelska").check();
  await page.getByLabel("Säkerhetschef").check();
  // What is typed outlasts a lock, sealed.
  await page.getByRole("button", { name: "Lås", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Skrivbordet är låst" })).toBeVisible();
  expect(await page.content()).not.toContain(TOLD);
  await unlock(page, ways);
  await expect(page.getByText("Det du hade skrivit finns kvar.")).toBeVisible();
  await expect(page.getByLabel("Berätta med egna ord")).toHaveValue(TOLD);
  await expect(page.getByLabel("På telefon")).toBeChecked();
  await inspect(page, "desk-entering-restored");
  await expect(page.getByText("De här kan öppna rapporten:").locator("+ ul")).not.toContainText("Säkerhetschef");
  await goOn(page, "Försegla och för in");
  await expect(page.getByText("Utan samtycke får samtalet inte spelas in.")).toBeVisible();
  await page.getByLabel("Rapportören har samtyckt").check();
  await inspect(page, "desk-entering");
  await goOn(page, "Försegla och för in");

  const code = page.locator(".page > .code");
  await expect(code).toBeVisible({ timeout: 30_000 });
  const written = (await code.innerText()).replaceAll(/\s+/g, "");
  expect(written).toMatch(/^[0-9A-Z]{5}(-[0-9A-Z]{5}){4}$/);
  await inspect(page, "desk-entering-slip");
  // The slip is in the reporter's language, not in the handler's, and whoever hands it over can change it.
  const slip = page.locator(".sheet.slip");
  await page.emulateMedia({ media: "print" });
  await expect(slip).toContainText("A handler took the report");
  await expect(slip).toContainText(`${stage.intake}/en/follow-up`);
  await expect(slip).toHaveAttribute("lang", "en");
  await expect(page.getByRole("button", { name: "Skriv ut lappen" })).toBeHidden();
  await page.emulateMedia({ media: "screen" });
  await page.getByRole("radiogroup", { name: "Lappens språk" }).getByLabel("På svenska").check();
  await page.emulateMedia({ media: "print" });
  await expect(slip).toContainText("En handläggare tog emot rapporten");
  await expect(slip).toContainText(`${stage.intake}/sv/follow-up`);
  await page.emulateMedia({ media: "screen" });
  await page.getByLabel("Skriv de fem sista tecknen i koden").fill(written.slice(-5).toLowerCase());
  await goOn(page, "Gå till ärendet");

  await expect(page.locator(".letters")).toContainText(TOLD);
  await expect(page.locator(".letters")).toContainText("fördes in av en handläggare");
  await expect(page.locator(".letters")).toContainText("En handläggare har någon gång sett ärendekoden.");
  await page.getByRole("button", { name: "Handläggning" }).click();
  await expect(page.getByLabel("Hur den kom")).toHaveValue("telephone");
  // Consent cannot be taken back while the recording stands: minutes take its place then.
  await page.getByLabel("Samtycke till inspelning").selectOption("Nej");
  await goOn(page, "Försegla och spara");
  await expect(page.getByText("En inspelning kräver att rapportören har samtyckt.")).toBeVisible();
  await page.getByLabel("Dokumenterad genom").selectOption("Protokoll");
  await goOn(page, "Försegla och spara");
  await expect(page.getByText("En inspelning kräver")).toBeHidden();
  // The code is nowhere any more.
  expect(await page.content()).not.toContain(written.slice(6, 11));

  const context = await browser.newContext({ locale: "sv-SE", timezoneId: "Europe/Stockholm", viewport: { width: 390, height: 800 } });
  const phone = await context.newPage();
  await phone.clock.setFixedTime(stage.now);
  await followUp(phone, stage, written);
  await expect(phone.getByText(TOLD)).toBeVisible();
  await inspect(phone, "entered-follow-up");
  await context.close();
});

test("reprisals that a reporter tells of become a linked case of their own, kept from whoever had a part in them", async ({
  page,
  stage,
  browser,
}) => {
  test.setTimeout(240_000);
  await stage.found("repressalier");
  const owner = await stage.enrol("repressalier", "Chefsjurist");
  const colleague = await stage.enrol("repressalier", "HR-direktör");
  const leaver = await stage.enrol("repressalier", "Säkerhetschef");
  const { code, reference } = await stage.file("repressalier", "Fakturor har delats upp.");
  const phone = await anotherBrowser(browser, stage, { viewport: { width: 390, height: 844 } });
  await followUp(phone, stage, code);
  const telling = phone.locator("details[data-act=retaliation]");
  await telling.locator("> summary").click();
  await telling.locator("textarea").fill("HR-direktören flyttade mig till ett annat kontor.");
  await telling.locator("form button").click();
  await expect(phone.locator("[data-told]")).toContainText("du berättar om repressalier");
  await phone.context().close();

  // Two presses: what was told is there, on its day.
  await signIn(page, stage, owner);
  await openCase(page, reference);
  await page.getByRole("link", { name: "Öppna ett ärende om repressalierna …" }).press("Enter");
  await expect(page.getByRole("heading", { name: "Öppna ett ärende om repressalier" })).toBeFocused();
  await expect(page.getByLabel("Berätta med egna ord")).toHaveValue("HR-direktören flyttade mig till ett annat kontor.");
  await expect(page.getByLabel("Vilken dag kom den?")).toHaveValue(new Date(stage.now).toISOString().slice(0, 10));
  await page.getByLabel("HR-direktör").check();
  await expect(page.getByText("De här kan öppna rapporten:").locator("+ ul")).not.toContainText("HR-direktör");
  await inspect(page, "desk-linked-entering");

  // Who steps aside in the first case while this is filled in is not let into the new one, and nothing typed is lost.
  const aside = await anotherBrowser(browser, stage);
  await signIn(aside, stage, leaver);
  await openCase(aside, reference);
  await aside.keyboard.press("s");
  await aside.getByLabel("Varför kliver du åt sidan?").focus();
  await aside.keyboard.type("Vi är grannar.");
  await aside.keyboard.press("Tab");
  await aside.keyboard.press("Enter");
  await expect(aside.getByRole("heading", { name: "Inga ärenden än" })).toBeVisible();
  await expect(page.getByText("De här kan öppna rapporten:").locator("+ ul")).toContainText("Säkerhetschef");
  await goOn(page, "Försegla och för in");
  await expect(page.locator(".notice.alarm")).toContainText("Medan du skrev ändrades vilka som kan öppna det första ärendet.");
  await expect(page.getByText("De här kan öppna rapporten:").locator("+ ul")).not.toContainText("Säkerhetschef");
  await expect(page.getByLabel("HR-direktör")).toBeChecked();
  await expect(page.getByLabel("Berätta med egna ord")).toHaveValue("HR-direktören flyttade mig till ett annat kontor.");
  await inspect(page, "desk-linked-changed");
  await goOn(page, "Försegla och för in");
  await expect(page.locator(".page > .code")).toBeVisible({ timeout: 30_000 });
  const written = (await page.locator(".page > .code").innerText()).replaceAll(/\s+/g, "");
  await expect(page.locator(".notice.warning")).toContainText(`Någon som kan öppna ${reference} kan inte öppna det här ärendet`);
  await expect(page.locator(".page")).toContainText(`Skriv den aldrig i ${reference}`);
  await inspect(page, "desk-linked-slip");
  await goOn(page, "Gå vidare utan att lämna ut koden");

  await expect(page.locator(".letters")).toContainText("HR-direktören flyttade mig");
  await expect(page.locator(".linked-cases")).toContainText(reference);
  expect(await page.content()).not.toContain(written.slice(6, 11));
  await page.locator(".linked-cases a", { hasText: reference }).click();
  await expect(page.locator(".case-head .case-reference")).toHaveText(reference);
  await expect(page.locator(".linked-cases a")).toHaveCount(1);
  // Whoever told of it still waits for an answer here.
  await expect(page.locator(".request-retaliation")).toContainText("Det finns redan ett kopplat ärende om repressalier");
  await inspect(page, "desk-linked-already");

  // Who had a part in it sees the first case, and nothing of the other.
  const theirs = await anotherBrowser(browser, stage);
  await signIn(theirs, stage, colleague);
  await openCase(theirs, reference);
  await expect(theirs.locator(".letters")).toContainText("HR-direktören flyttade mig");
  await expect(theirs.locator("a.case-row")).toHaveCount(1);
  await expect(theirs.locator(".linked-cases")).toHaveCount(0);
  await theirs.context().close();
  await aside.reload();
  await unlock(aside, leaver);
  await expect(aside.getByRole("heading", { name: "Inga ärenden än" })).toBeVisible();
  await expect(aside.locator("a.case-row")).toHaveCount(0);
  await aside.context().close();
});
