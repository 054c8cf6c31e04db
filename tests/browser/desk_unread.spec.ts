import type { Page } from "@playwright/test";
import { inspect } from "./inspect.ts";
import { expect, test, type Ways } from "./stage.ts";
import { anotherBrowser, goOn, keepCodeOfPage, keepFactor, keepPassphrase, signIn, unlock } from "./member.ts";

/** Lets the next epoch arrive and its answer be lost. */
async function loseAnswer(page: Page): Promise<void> {
  await page.route(
    "**/api/channels/*/keyrings",
    async (route) => {
      await route.fetch({ headers: { ...route.request().headers(), "sec-fetch-site": "same-origin" } });
      await route.abort();
    },
    { times: 1 },
  );
}

test("whom a list lets in that came into force unheard is read by its owner, and by an owner whose vault has forgotten it", async ({
  page,
  stage,
  browser,
}) => {
  test.setTimeout(240_000);
  const { desk, setup } = await stage.install();
  await page.goto(setup);
  await page.getByLabel("Vad organisationen heter på svenska").fill("Ödeshög");
  await goOn(page);
  await page.getByLabel("Titel som rapportörer ser").fill("Chefsjurist");
  await page.getByLabel("Inloggningsnamn").fill("ägaren");
  await goOn(page);
  const passphrase = await keepPassphrase(page);
  const factor = await keepFactor(page, stage);
  const recovery = await keepCodeOfPage(page);
  await goOn(page);
  await page.getByLabel("Vem ska förvara den?").fill("Revisionen");
  await keepCodeOfPage(page);
  await goOn(page, "Grunda kanalen");
  const owner: Ways = { name: "ägaren", passphrase, recovery, factor };
  await page.getByRole("link", { name: "Handläggare", exact: true }).click({ timeout: 45_000 });
  // Two are invited: one is let in, and the other's code is to be withdrawn.
  for (const title of ["HR-direktör", "Revisor"]) {
    await page.getByLabel("Titel som rapportörer ser").fill(title);
    await goOn(page, "Gör en inbjudan");
    await expect(page.locator(".card", { hasText: title })).toBeVisible();
  }
  // The vault as it stands before anybody is let in.
  const old = await page.evaluate(async () => (await (await fetch("/api/vault")).json()) as unknown);
  const card = page.locator(".card", { hasText: "HR-direktör" });
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await card.getByRole("button", { name: "Kopiera koden" }).click();
  await expect(card.getByText("Kopierat.")).toBeVisible();
  const invitation = (await card.getByRole("group", { name: "Inbjudningskod" }).innerText()).replaceAll(/\s/g, "");
  const hr = await anotherBrowser(browser, stage);
  await hr.goto(`${desk}/#invitation=${invitation}`);
  await hr.getByLabel("Inloggningsnamn").fill("hr");
  await goOn(hr);
  await keepPassphrase(hr);
  await keepFactor(hr, stage);
  await keepCodeOfPage(hr);
  await goOn(hr, "Gå med");
  await expect(hr.getByRole("group", { name: "Den nya nyckelns fingeravtryck" })).toBeVisible({ timeout: 45_000 });

  await page.reload();
  await unlock(page, owner);
  await page.getByLabel("Vi har jämfört").check();
  await loseAnswer(page);
  await goOn(page, "Skriv under och släpp in");
  await expect(page.getByText("Servern svarar inte.")).toBeVisible();

  // Who withdraws now is told first that a list is under way.
  const other = page.locator(".card", { hasText: "Revisor" });
  await other.getByRole("button", { name: "Dra tillbaka inbjudan" }).click();
  await expect(other.locator(".notice.alarm")).toContainText("som servern inte har bekräftat");
  await inspect(page, "desk-withdraw-unconfirmed");
  await other.getByRole("button", { name: "Jag förstår. Dra tillbaka inbjudan" }).click();
  await expect(other).toHaveCount(0);

  // At each unlocking, until it is read.
  for (let unlocking = 1; unlocking <= 2; unlocking += 1) {
    await page.reload();
    await unlock(page, owner);
    await expect(page.locator(".alarms")).toContainText("Den släpper in:");
  }
  await expect(page.locator(".alarms li")).toHaveText(/^HR-direktör\s+Handläggare$/);
  await inspect(page, "desk-unread");
  await goOn(page, "Jag har läst detta, och det stämmer");
  await expect(page.locator(".alarms .notice")).toHaveCount(0);
  // Who was let in has noticed by themselves.
  await hr.getByRole("link", { name: "Handläggare", exact: true }).click();
  const fingerprint = await hr.getByRole("group", { name: "Nyckellistans fingeravtryck" }).innerText();

  // An earlier vault, on a computer that remembers nothing: an alarm, and the way out of it.
  const elsewhere = await anotherBrowser(browser, stage);
  await stage.seconds(60);
  await elsewhere.route("**/api/session", async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    const answer = await route.fetch({ headers: { ...route.request().headers(), "sec-fetch-site": "same-origin" } });
    return route.fulfill({ response: answer, json: { ...((await answer.json()) as object), vault: old } });
  });
  await signIn(elsewhere, stage, owner, desk);
  await expect(elsewhere.locator(".alarms .notice.alarm")).toContainText("nyare nyckellista än den du skrev under senast");
  await expect(elsewhere.locator(".alarms").getByRole("group")).toHaveText(fingerprint, { useInnerText: true });
  await goOn(elsewhere, "Det är mina rader");
  await expect(elsewhere.getByText("Jämför först.")).toBeVisible();
  await inspect(elsewhere, "desk-forgotten");
});
