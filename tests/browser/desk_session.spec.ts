import { expect, test } from "./stage.ts";
import { anotherBrowser, fromBase32, goOn, keepCodeOfPage, keepPassphrase, oneTimeCode, openCase, signIn, signInUnaided, trySigningIn, unlock } from "./member.ts";

const DRAFT = "Ett utkast som ingen har läst än.";

test("what was being written outlives locking by hand, idleness and a reload", async ({ page, stage }) => {
  await stage.found("halvskrivet");
  const owner = await stage.enrol("halvskrivet", "Chefsjurist");
  const { reference } = await stage.file("halvskrivet", "Kassan stämmer inte.");
  await signInUnaided(page, stage, owner);
  await openCase(page, reference);
  await goOn(page, "Svar");
  const box = page.locator("#cases-box");
  await box.fill(DRAFT);
  await expect(page.getByText("Utkastet sparas förseglat.")).toBeVisible();

  // Locked before it was kept: locking waits for that.
  await goOn(page, "Lås");
  await expect(page.getByRole("heading", { name: "Skrivbordet är låst" })).toBeFocused();
  expect(await page.content()).not.toContain("Kassan");
  expect(await page.content()).not.toContain(DRAFT);
  await unlock(page, owner);
  await expect(box).toHaveValue(DRAFT);

  const kept = page.waitForResponse((answer) => answer.request().method() === "PUT" && answer.url().endsWith("/index"));
  await box.fill(`${DRAFT} Och mer.`);
  expect((await kept).status()).toBe(204);
  await page.reload();
  await unlock(page, owner);
  await expect(box).toHaveValue(`${DRAFT} Och mer.`);

  // Nine minutes untouched: it asks. One more: it locks.
  await page.clock.setFixedTime(stage.now + 9 * 60_000);
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await expect(page.getByRole("alertdialog", { name: "Är du kvar?" })).toBeVisible();
  await page.clock.setFixedTime(stage.now + 11 * 60_000);
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await expect(page.locator("main")).toContainText("Ingen rörde skrivbordet på tio minuter");
  expect(await page.content()).not.toContain(DRAFT);
});

test("a desk that is locked or left in one tab is so in the other", async ({ page, context, stage }) => {
  await stage.found("flikar");
  const owner = await stage.enrol("flikar", "Chefsjurist");
  await signIn(page, stage, owner);
  const other = await context.newPage();
  await other.clock.setFixedTime(stage.now);
  await other.goto(stage.desk);
  await unlock(other, owner);
  await other.locator("body").press("l");
  await expect(page.getByRole("heading", { name: "Skrivbordet är låst" })).toBeVisible();
  await unlock(page, owner);
  await goOn(page, "Logga ut");
  await expect(page.getByText("Du har loggat ut.")).toBeVisible();
  await expect(other.getByText("Du har loggat ut.")).toBeVisible();
});

test("a wrong passphrase, a wrong code and a name of nobody are told alike", async ({ page, stage }) => {
  await stage.found("fel");
  const owner = await stage.enrol("fel", "Chefsjurist");
  const other = await stage.enrol("fel", "HR-direktör");
  const told: string[] = [];
  for (const wrong of [
    { ...owner, passphrase: other.passphrase },
    { ...owner, factor: other.factor },
    { ...owner, name: "ingen.alls" },
  ]) {
    await page.goto("about:blank");
    await page.goto(stage.desk);
    await trySigningIn(page, stage, wrong);
    const alert = page.locator("form .notice.alarm");
    await expect(alert).toBeVisible({ timeout: 45_000 });
    told.push(await alert.innerText());
    await stage.seconds(120);
  }
  expect(new Set(told).size).toBe(1);
  expect(told[0]).toContain("Vi säger inte vilken");
  // A passphrase with a slip of the finger is told before anything is sent.
  await page.getByLabel("Inloggningsnamn").fill(owner.name);
  await page.getByLabel("Lösenfras", { exact: true }).fill(owner.passphrase.replace(/ \w+$/, ""));
  await page.getByLabel("Engångskod").fill("000000");
  await goOn(page, "Logga in");
  await expect(page.getByText(/Här står .?6.? ord\./)).toBeVisible();
  await signInUnaided(page, stage, owner);
});

test("the recovery code opens the vault, and new ways in take the place of the old ones", async ({ page, stage, browser }) => {
  await stage.found("glomt");
  const owner = await stage.enrol("glomt", "Chefsjurist");
  const { reference } = await stage.file("glomt", "Nyckeln är borta.");
  const elsewhere = await anotherBrowser(browser, stage);
  await signInUnaided(elsewhere, stage, owner);

  await page.clock.setFixedTime(stage.now);
  await page.goto(stage.desk);
  await goOn(page, "Jag har glömt lösenfrasen");
  await page.getByLabel("Din återställningskod").fill(owner.recovery.toLowerCase().replaceAll("-", " "));
  await page.getByLabel("Inloggningsnamn").fill(owner.name);
  await page.getByLabel("Engångskod").fill(oneTimeCode(owner.factor, stage.now));
  await goOn(page, "Logga in");
  await expect(page.locator("ol.words")).toBeVisible({ timeout: 45_000 });
  const passphrase = await keepPassphrase(page);
  expect(passphrase).not.toBe(owner.passphrase);
  const recovery = await keepCodeOfPage(page);
  await goOn(page, "Byt");
  await openCase(page, reference);
  await expect(page.locator(".letter.report")).toContainText("Nyckeln är borta.");

  // What was open elsewhere is over, and the old passphrase is nobody's.
  await elsewhere.getByRole("link", { name: "Konto", exact: true }).click();
  await expect(elsewhere.getByText("Inloggningen har gått ut eller avslutats på annat håll.")).toBeVisible();
  await stage.seconds(60);
  await trySigningIn(elsewhere, stage, owner);
  await expect(elsewhere.locator("form .notice.alarm")).toContainText("Vi säger inte vilken", { timeout: 45_000 });
  await stage.seconds(120);
  await signInUnaided(elsewhere, stage, { ...owner, passphrase, recovery });
});

test("a change whose answer is lost is asked for again, and is then made", async ({ page, stage, browser }) => {
  await stage.found("tappat");
  const owner = await stage.enrol("tappat", "Chefsjurist");
  await signIn(page, stage, owner);
  await page.getByRole("link", { name: "Konto", exact: true }).click();
  await goOn(page, "Ny lösenfras");
  await page.getByLabel("Lösenfras", { exact: true }).fill(owner.passphrase);
  await goOn(page);
  await expect(page.locator("ol.words")).toBeVisible({ timeout: 45_000 });
  const passphrase = await keepPassphrase(page);
  const recovery = await keepCodeOfPage(page);
  let tries = 0;
  await page.route("**/api/credentials", async (route) => {
    tries += 1;
    if (tries > 1) return route.continue();
    await route.fetch({ headers: { ...route.request().headers(), "sec-fetch-site": "same-origin" } });
    return route.abort();
  });
  await goOn(page, "Byt");
  await expect(page.locator("form .notice.alarm")).toContainText("Vi vet inte om bytet gjordes.", { timeout: 45_000 });
  await goOn(page, "Byt");
  await expect(page.getByText("Bytet är gjort.").first()).toBeVisible({ timeout: 45_000 });
  expect(tries).toBe(2);
  await signInUnaided(await anotherBrowser(browser, stage), stage, { ...owner, passphrase, recovery });
});

test("a desk that locks before the new phone is in asks for the way in anew", async ({ page, stage }) => {
  await stage.found("telefon");
  const owner = await stage.enrol("telefon", "Chefsjurist");
  await page.clock.setFixedTime(stage.now);
  await page.goto(stage.desk);
  const comeIn = async (): Promise<void> => {
    await goOn(page, "Jag har inte kvar telefonen");
    await page.getByLabel("Inloggningsnamn").fill(owner.name);
    await page.getByLabel("Lösenfras", { exact: true }).fill(owner.passphrase);
    await page.getByLabel("Din återställningskod").fill(owner.recovery);
    await goOn(page, "Logga in");
    await expect(page.locator(".secret-text")).toBeVisible({ timeout: 45_000 });
  };
  await comeIn();
  await goOn(page, "Lås");
  await expect(page.getByText("Skrivbordet låstes innan det du höll på med var klart.")).toBeVisible();
  await comeIn();
  const factor = fromBase32(await page.locator(".secret-text").innerText());
  await page.getByLabel("Engångskod").fill(oneTimeCode(factor, stage.now));
  await goOn(page, "Byt");
  await expect(page.getByRole("link", { name: "Konto", exact: true })).toBeVisible({ timeout: 45_000 });
  await stage.seconds(60);
  await goOn(page, "Logga ut");
  await expect(page.getByText("Du har loggat ut.")).toBeVisible();
  await signInUnaided(page, stage, { ...owner, factor });
});

test("a member sees where they are signed in, and ends what they do not know", async ({ page, stage, browser }) => {
  await stage.found("konto");
  const owner = await stage.enrol("konto", "Chefsjurist");
  const elsewhere = await anotherBrowser(browser, stage);
  await signIn(elsewhere, stage, owner);
  await signIn(page, stage, owner);
  await page.getByRole("link", { name: "Konto", exact: true }).click();
  const sessions = page.locator("ul.sessions li");
  await expect(sessions).toHaveCount(2);
  await expect(sessions.first()).toContainText("Den här");
  await sessions.nth(1).getByRole("button", { name: "Avsluta" }).click();
  await expect(sessions).toHaveCount(1);
  await elsewhere.getByRole("link", { name: "Konto", exact: true }).click();
  await expect(elsewhere.getByText("Inloggningen har gått ut eller avslutats på annat håll.")).toBeVisible();
});
