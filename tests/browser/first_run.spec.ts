import { expect, test, type Ways } from "./stage.ts";
import { anotherBrowser, goOn, keepCodeOfPage, keepFactor, keepPassphrase, openCase, signIn, unlock } from "./member.ts";
import { keepCode, send, walkTo, WORDS } from "./reporter.ts";

const NAME = "Åmåls Vatten & Avlopp";

test("from a set-up link to an answered case, in five browsers", async ({ page, stage, browser }) => {
  test.setTimeout(180_000);
  const { intake, desk, setup } = await stage.install();

  // The owner founds the channel.
  await page.goto(setup);
  expect(page.url()).not.toContain("setup");
  await page.getByLabel("Vad organisationen heter på svenska").fill(NAME);
  await expect(page.getByLabel("Kanalens adress")).toHaveValue("amals-vatten-avlopp");
  await goOn(page);
  await page.getByLabel("Titel som rapportörer ser").fill("Chefsjurist Örjan Ek");
  await page.getByLabel("Inloggningsnamn").fill("Örjan");
  await goOn(page);
  const passphrase = await keepPassphrase(page);
  const factor = await keepFactor(page, stage);
  const recovery = await keepCodeOfPage(page);
  await goOn(page);
  await page.getByLabel("Vem ska förvara den?").fill("Kommunrevisionens ordförande");
  await keepCodeOfPage(page);
  await goOn(page, "Grunda kanalen");
  const owner: Ways = { name: "örjan", passphrase, recovery, factor };

  // The link for the intranet leads to a page that says that it is being tried out.
  const link = page.locator(".link-text a").first();
  await expect(link).toBeVisible({ timeout: 45_000 });
  const address = (await link.getAttribute("href")) ?? "";
  expect(address).toMatch(new RegExp(`^${intake}/sv/c/amals-vatten-avlopp#k=`));
  const reporter = await anotherBrowser(browser, stage, { viewport: { width: 390, height: 844 } });
  await reporter.goto(address);
  await expect(reporter.locator("body")).toContainText(NAME);
  await expect(reporter.locator("body")).toContainText("provas ut");

  // A link is good once.
  const late = await anotherBrowser(browser, stage);
  await late.goto(setup);
  await expect(late.getByRole("heading", { name: "Länken går inte att använda" })).toBeVisible();

  // The owner invites; the code goes to the invitee outside of the server.
  await page.getByRole("link", { name: "Handläggare", exact: true }).click();
  await page.getByLabel("Titel som rapportörer ser").fill("HR-direktör");
  await goOn(page, "Gör en inbjudan");
  const code = page.getByRole("group", { name: "Inbjudningskod" });
  await expect(code).toBeVisible();
  const invitation = (await code.innerText()).replaceAll(/\s/g, "");
  const hr = await anotherBrowser(browser, stage);
  await hr.goto(desk);
  await goOn(hr, "Jag har fått en inbjudan");
  await hr.getByLabel("Inbjudningskod").fill(invitation.toLowerCase());
  await goOn(hr, "Öppna inbjudan");
  await expect(hr.locator("main")).toContainText("HR-direktör");
  await hr.getByLabel("Inloggningsnamn").fill("hr");
  await goOn(hr);
  const handler: Ways = {
    name: "hr",
    passphrase: await keepPassphrase(hr),
    factor: await keepFactor(hr, stage),
    recovery: await keepCodeOfPage(hr),
  };
  await goOn(hr, "Gå med");
  const theirs = hr.getByRole("group", { name: "Den nya nyckelns fingeravtryck" });
  await expect(theirs).toBeVisible({ timeout: 45_000 });

  // The owner compares the fingerprints and signs.
  await page.reload();
  await unlock(page, owner);
  const ours = page.getByRole("group", { name: "Den nya nyckelns fingeravtryck" });
  expect(await ours.innerText()).toBe(await theirs.innerText());
  await goOn(page, "Skriv under och släpp in");
  await expect(page.getByText("Jämför fingeravtrycken först.")).toBeVisible();
  await page.getByLabel("Vi har jämfört").check();
  await goOn(page, "Skriv under och släpp in");
  const today = new Intl.DateTimeFormat("sv-SE", { dateStyle: "full", timeZone: "Europe/Stockholm" }).format(stage.now);
  await expect(page.locator("table.list tr", { hasText: "HR-direktör" })).toContainText(today);
  await goOn(hr, "Se efter nu");
  await expect(hr.getByRole("heading", { name: "Inga ärenden än" })).toBeVisible();

  // And opens the channel for everybody.
  await goOn(page, "Öppna kanalen för alla");
  await expect(page.getByText("Kanalen provas ut")).toHaveCount(0);
  await reporter.goto("about:blank");
  await reporter.goto(address);
  await expect(reporter.locator("body")).not.toContainText("provas ut");

  // Somebody reports.
  await reporter.locator("a[data-report]").first().click();
  await expect(reporter.locator("form[data-report]")).toHaveAttribute("data-running", "");
  await walkTo(reporter, "check");
  const case_ = await send(reporter);
  const reference = await keepCode(reporter, case_);

  // The owner reads it and acknowledges; it says so only once it is stored.
  await page.getByRole("link", { name: "Ärenden", exact: true }).click();
  await openCase(page, reference);
  await expect(page.locator(".letter.report")).toContainText(WORDS);
  await page.getByRole("button", { name: "Bekräfta", exact: true }).click();
  const box = page.locator("#cases-box");
  await expect(box).toBeFocused();
  await expect(box).toHaveValue(/Tack för att du berättar/);
  await box.fill("Tack. Vi läser och hör av oss.");
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route("**/api/cases/*/envelopes", async (route) => {
    if (route.request().method() === "POST") await held;
    await route.continue();
  });
  await page.getByRole("button", { name: /^Försegla och bekräfta/ }).click();
  await expect(page.getByRole("button", { name: "Förseglar och skickar …" })).toBeVisible();
  await page.waitForTimeout(500);
  await expect(page.locator(".composer-sent")).toHaveCount(0);
  release();
  await expect(page.locator(".composer-sent")).toHaveText("Bekräftelsen är framme.");
  await expect(page.locator(".letter.ours")).toContainText("Tack. Vi läser och hör av oss.");

  // The reporter reads it and answers.
  await reporter.goto(`${intake}/sv/follow-up`);
  await reporter.locator("#code").fill(case_);
  await reporter.locator("form[data-follow-up] button").click();
  await expect(reporter.locator("[data-conversation]")).toContainText("Tack. Vi läser och hör av oss.");
  await reporter.locator("#reply").fill("Fråga Östen på lagret.");
  await reporter.locator("form[data-reply] button").click();
  await expect(reporter.locator("form[data-reply] [data-sending]")).toContainText("Meddelandet är framme");

  // The other handler, at another desk, reads it all.
  const elsewhere = await anotherBrowser(browser, stage);
  await stage.seconds(60);
  await signIn(elsewhere, stage, handler, desk);
  await openCase(elsewhere, reference);
  await expect(elsewhere.locator(".letter")).toHaveCount(3);
  await expect(elsewhere.locator(".letter.theirs")).toContainText("Fråga Östen på lagret.");
  await expect(elsewhere.locator(".letter.ours")).toContainText("Chefsjurist Örjan Ek");
  await expect(elsewhere.locator(".notice.alarm")).toHaveCount(0);
});
