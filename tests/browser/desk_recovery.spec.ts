import { expect, test } from "./stage.ts";
import { inspect, inspectMistake } from "./inspect.ts";
import { anotherBrowser, goOn, openCase, signIn } from "./member.ts";
import { followUp, keepCode, openForm, send, walkTo } from "./reporter.ts";

test("a case that its only handler has left is given on with the channel's recovery code, unread", async ({ page, stage, browser }) => {
  test.setTimeout(240_000);
  const address = "aterstallning";
  const { handlers, recovery } = await stage.found(address);
  const owner = await stage.enrol(address, "Chefsjurist");
  // Whom the report concerns: all others, so that the case is the owner's alone.
  const reporter = await anotherBrowser(browser, stage);
  await openForm(reporter, stage, address);
  await walkTo(reporter, "concerns", "Det gäller alla andra på listan.");
  for (const box of await reporter.locator('section[data-step="concerns"] label').all()) {
    if (/HR-direktör|Säkerhetschef|Kommunrevisor/.test(await box.innerText())) await box.locator("input").check();
  }
  await walkTo(reporter, "check");
  const code = await send(reporter);
  const reference = await keepCode(reporter, code);
  expect(handlers).toHaveLength(3);

  // While somebody can open it, it is none of the code's.
  const holder = await anotherBrowser(browser, stage, { viewport: { width: 390, height: 844 } });
  await holder.goto(stage.desk);
  await inspect(holder, "desk-sign-in-recovery");
  await holder.getByRole("link", { name: "Jag förvarar en kanals reservkod" }).click();
  await expect(holder.getByRole("heading", { name: "Ge vidare ärenden med reservkoden" })).toBeFocused();
  const field = holder.getByLabel("Kanalens reservkod");
  await field.fill("00000-00000-00000-00000-00001");
  await holder.keyboard.press("Enter");
  await inspectMistake(holder, "desk-recovery-mistake");
  await field.fill(recovery.toLowerCase().replaceAll("-", " "));
  await holder.keyboard.press("Enter");
  await expect(holder.getByText("Inget ärende väntar på koden.")).toBeVisible();
  await inspect(holder, "desk-recovery-none");
  await holder.getByRole("link", { name: "Klar: glöm koden" }).click();
  await expect(holder.getByLabel("Inloggningsnamn")).toBeVisible();

  await signIn(page, stage, owner);
  await openCase(page, reference);
  await page.keyboard.press("s");
  await page.getByLabel("Varför kliver du åt sidan?").fill("Jag blev sjuk.");
  await goOn(page, "Försegla och kliv åt sidan");
  await expect(page.locator("a.case-row")).toHaveCount(0);

  // By keyboard alone: it is listed by its day, and opened without a word of the report or of whom it shuts out.
  await holder.getByRole("link", { name: "Jag förvarar en kanals reservkod" }).click();
  await field.fill(recovery);
  await holder.keyboard.press("Enter");
  await expect(holder.locator("main").getByText("Ett ärende väntar.")).toBeVisible();
  await expect(holder.locator("main")).not.toContainText(reference);
  await holder.getByRole("button", { name: "Öppna ärende 1" }).press("Enter");
  await expect(holder.getByRole("heading", { name: reference })).toBeFocused();
  await expect(holder.locator("main")).not.toContainText("Det gäller alla andra");
  await expect(holder.getByRole("group", { name: "Kanalens fingeravtryck" })).toContainText(stage.channel(address).fingerprint.slice(0, 5));
  await expect(holder.getByRole("radio")).toHaveCount(1);
  const give = holder.getByRole("button", { name: `Ge vidare ${reference}` });
  await give.press("Enter");
  await inspectMistake(holder, "desk-recovery-left");
  await holder.getByRole("radio", { name: /Chefsjurist.*har klivit åt sidan/ }).press("Space");
  await give.press("Enter");
  // What was compared cannot be left out.
  await expect(holder.getByRole("checkbox", { name: /Listans nummer/ })).toBeFocused();
  for (const box of await holder.getByRole("checkbox").all()) await box.press("Space");
  await inspect(holder, "desk-recovery-compared");
  const key = (await holder.getByRole("group", { name: "Nyckeln för Chefsjurist" }).textContent()) ?? "";
  const list = (await holder.getByRole("group", { name: "Nyckellistans fingeravtryck" }).textContent()) ?? "";
  await give.press("Enter");
  await expect(holder.locator(".notice", { hasText: `Ärendet ${reference} är givet till Chefsjurist` })).toBeVisible();
  await inspect(holder, "desk-recovery-given");
  const kept = await holder.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie]);
  expect(kept[1]).toBe(0);
  expect(kept[2]).toBe("");
  await holder.context().close();

  const back = await anotherBrowser(browser, stage);
  await signIn(back, stage, owner);
  await openCase(back, reference);
  const event = "Innehavaren av reservnyckeln gav ärendet till Chefsjurist, under en ny nyckel: ingen på skrivbordet kunde öppna det.";
  await expect(back.locator(".letters .event").last()).toContainText(event);
  await expect(back.locator(".letters")).toContainText("Det gäller alla andra på listan.");
  // What the holder held against another screen.
  await back.getByRole("link", { name: "Handläggare" }).click();
  await expect(back.getByRole("group", { name: "Din egen nyckels fingeravtryck" })).toHaveText(key);
  await expect(back.getByRole("group", { name: "Nyckellistans fingeravtryck" })).toHaveText(list);
  await inspect(back, "desk-members-own-key");
  await back.context().close();

  await followUp(reporter, stage, code);
  await expect(reporter.getByText("Ingen handläggare kunde öppna ärendet längre. Nu kan någon det igen.").first()).toBeVisible();
  await expect(reporter.locator("main")).toContainText("Kommunfullmäktiges ordförande");
  await reporter.context().close();
});

test("where the owner took the last handler off the list, it is asked first whether they gave the case on", async ({ page, stage, browser }) => {
  const address = "uppsagd";
  const { recovery } = await stage.found(address);
  const reporter = await anotherBrowser(browser, stage);
  await openForm(reporter, stage, address);
  await walkTo(reporter, "concerns", "Det gäller två av dem.");
  for (const box of await reporter.locator('section[data-step="concerns"] label').all()) {
    if (/Chefsjurist|Säkerhetschef/.test(await box.innerText())) await box.locator("input").check();
  }
  await walkTo(reporter, "check");
  const reference = await keepCode(reporter, await send(reporter));
  await reporter.context().close();
  await stage.drop(address, "HR-direktör");

  await page.setViewportSize({ width: 390, height: 844 });
  await stage.day(15, page);
  await page.goto(stage.desk);
  await page.getByRole("link", { name: "Jag förvarar en kanals reservkod" }).click();
  await page.getByLabel("Kanalens reservkod").fill(recovery);
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Öppna ärende 1" }).click();
  await expect(page.getByRole("heading", { name: reference })).toBeFocused();
  await expect(page.getByText(`Fråga HR-direktör om ${reference} gavs vidare`)).toBeVisible();
  await page.getByRole("radio", { name: /Kommunrevisor/ }).check();
  for (const name of [/Listans nummer/, /Nyckelns fingeravtryck/]) await page.getByRole("checkbox", { name }).check();
  await goOn(page, `Ge vidare ${reference}`);
  await expect(page.getByText("Fråga först. Gavs ärendet vidare")).toBeVisible();
  await inspectMistake(page, "desk-recovery-stood");
  await page.getByRole("checkbox", { name: /Jag har frågat/ }).check();
  await goOn(page, `Ge vidare ${reference}`);
  await expect(page.locator(".notice", { hasText: `Ärendet ${reference} är givet till Kommunrevisor` })).toBeVisible();
});
