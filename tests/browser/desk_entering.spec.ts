import { inspect, inspectMistake } from "./inspect.ts";
import { goOn, signIn } from "./member.ts";
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
  await page.getByLabel("Säkerhetschef").check();
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
  await page.emulateMedia({ media: "print" });
  await expect(page.locator(".sheet.slip")).toContainText("En handläggare tog emot rapporten");
  await expect(page.getByRole("button", { name: "Skriv ut lappen" })).toBeHidden();
  await page.emulateMedia({ media: "screen" });
  await page.getByLabel("Skriv de fem sista tecknen i koden").fill(written.slice(-5).toLowerCase());
  await goOn(page, "Gå till ärendet");

  await expect(page.locator(".letters")).toContainText(TOLD);
  await expect(page.locator(".letters")).toContainText("fördes in av en handläggare");
  await expect(page.locator(".letters")).toContainText("En handläggare har någon gång sett ärendekoden.");
  await page.getByRole("button", { name: "Handläggning" }).click();
  await expect(page.getByLabel("Hur den kom")).toHaveValue("telephone");
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
