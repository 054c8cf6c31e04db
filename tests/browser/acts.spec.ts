/** What a reporter tells beside messages, and what the desk makes of it: meetings, minutes, withdrawal, reprisals. */
import type { Page } from "@playwright/test";
import { expect, test } from "./stage.ts";
import { inspect, inspectStill } from "./inspect.ts";
import { anotherBrowser, goOn, openCase, signIn } from "./member.ts";
import { followUp } from "./reporter.ts";

const told = (page: Page) => page.locator("[data-told]");

test("a reporter asks for a meeting, corrects its minutes and approves them, and tells of reprisals when the case is closed", async ({ page, stage, browser }) => {
  test.setTimeout(300_000);
  await stage.found("protokoll");
  const owner = await stage.enrol("protokoll", "Chefsjurist");
  const { code, reference } = await stage.file("protokoll", "Kassan-stämmer-inte.");

  // By keyboard, on a phone.
  await page.setViewportSize({ width: 390, height: 844 });
  await followUp(page, stage, code);
  const meeting = page.locator("details[data-act=meeting]");
  await meeting.locator("> summary").focus();
  await page.keyboard.press("Enter");
  await expect(meeting).toContainText("Inget som visar vem du är behövs.");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Torsdag efter fem, helst i telefon.");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(told(page)).toContainText("Handläggarna ser att du vill ha ett möte");
  await expect(told(page)).toBeFocused();
  await expect(page.locator(".letter.own").last()).toContainText("Torsdag efter fem");

  const desk = await anotherBrowser(browser, stage);
  await signIn(desk, stage, owner);
  await openCase(desk, reference);
  const toDo = desk.locator("#cases-facts section").first();
  await expect(toDo).toContainText("Svara på önskan om möte");
  await expect(toDo).toContainText("Sedan i dag.");
  await expect(desk.locator(".letter.theirs").last()).toContainText("ber om ett möte eller ett samtal");
  await goOn(desk, "Protokoll");
  const box = desk.locator("#cases-box");
  await expect(box).toHaveValue(/Det här sades:/);
  await box.fill("Vi talades vid i telefon. Du sade att fakturorna kom i maj.");
  await inspect(desk, "desk-minutes");
  await box.press("Control+Enter");
  await expect(desk.locator(".composer-sent")).toContainText("Protokollet är framme.");
  await expect(toDo).toContainText("Protokoll väntar på rapportören");
  await expect(toDo).not.toContainText("Svara på önskan om möte");

  await followUp(page, stage, code);
  const minutes = page.locator(".minutes");
  await expect(minutes).toContainText("Du sade att fakturorna kom i maj.");
  await minutes.locator("summary").click();
  await inspect(page, "case-minutes");
  await minutes.locator("form[data-tell=correct] button").click();
  await expect(minutes.locator("textarea")).toBeFocused();
  await expect(minutes.locator("[data-mistake]")).toHaveText("Skriv något först.");
  await minutes.locator("textarea").fill("De kom i mars.");
  await minutes.locator("form[data-tell=correct] button").click();
  await expect(told(page)).toContainText("Rättelsen är framme.");
  await expect(minutes).toHaveCount(0);

  await desk.locator("a.case-row").click();
  await expect(toDo).toContainText("Protokollet är rättat");
  await expect(desk.locator(".letter.theirs").last()).toContainText("De kom i mars.");
  // That the reporter has read is a mark at the letter, and nothing new.
  await expect(desk.locator(".letter.ours").last()).toContainText("Läst av rapportören");
  await expect(desk.locator(".letter.ours").last()).toContainText("Rättat av rapportören");
  await toDo.getByRole("button", { name: "Skriv nytt protokoll" }).click();
  await expect(box).toBeFocused();
  await box.fill("Vi talades vid i telefon. Du sade att fakturorna kom i mars.");
  await box.press("Control+Enter");
  await expect(desk.locator(".letter.ours")).toHaveCount(2);

  await followUp(page, stage, code);
  await expect(minutes).toContainText("kom i mars.");
  await minutes.locator("form[data-tell=approve] button").click();
  await expect(told(page)).toContainText("Du har godkänt protokollet.");
  await expect(page.locator(".letter", { hasText: "kom i maj." })).toContainText("Du rättade det");
  await stage.reply("protokoll", reference, "close", "Slut.");

  await followUp(page, stage, code);
  // Until when it is kept, by the settings that the owner signed, and what writing again changes.
  const kept = page.locator("[data-kept-until]");
  await expect(kept).toContainText(/Ärendet är avslutat och sparas till \S+ \d+ \S+ 20\d\d\./);
  await expect(kept).toContainText("Sedan får det raderas, om organisationen har beslutat det");
  await expect(kept).toContainText("Skriver du igen kan handläggarna öppna ärendet på nytt.");
  const reprisals = page.locator("details[data-act=retaliation]");
  await reprisals.locator("> summary").click();
  await expect(reprisals).toContainText("Lagen förbjuder");
  await page.locator("details[data-act=withdraw] > summary").click();
  await inspect(page, "case-acts");
  // Nothing is withdrawn that was not confirmed.
  await page.locator("form[data-tell=withdraw] button").click();
  await expect(page.locator("[data-unsure]")).toContainText("Kryssa i rutan");
  await reprisals.locator("textarea").fill("Jag fick inte förlängt.");
  await reprisals.locator("form button").click();
  await expect(told(page)).toContainText("du berättar om repressalier");

  await desk.locator("a.case-row").click();
  await expect(toDo).toContainText("Rapportören berättar om repressalier");
  await expect(desk.locator(".letter.grave")).toContainText("Jag fick inte förlängt.");
  await expect(desk.locator(".letter.ours", { hasText: "kom i mars." })).toContainText("Godkänt av rapportören");
  await toDo.getByRole("button", { name: "Visa i samtalet" }).click();
  await expect(desk.locator(".letters > li:focus")).toContainText("Jag fick inte förlängt.");
  await inspect(desk, "desk-reprisals");
  await desk.context().close();
});

test("a reporter sees on which day they were read, with script and without, where the channel says so", async ({ page, stage, browser }) => {
  test.setTimeout(240_000);
  await stage.foundCompany("lasmarken");
  const owner = await stage.enrol("lasmarken", "Chefsjurist");
  const { code, reference } = await stage.file("lasmarken", "Kassan-stämmer-inte.");
  await page.setViewportSize({ width: 390, height: 844 });
  await followUp(page, stage, code);
  const own = page.locator(".letter.own").first();
  await expect(own).toContainText("Kassan-stämmer-inte.");
  await expect(own).not.toContainText("Läst av en handläggare");

  // A desk that has only listed it marks nothing; its member's eyes do.
  const desk = await anotherBrowser(browser, stage);
  await signIn(desk, stage, owner);
  await expect(desk.locator("a.case-row", { hasText: reference })).toContainText("Kassan-stämmer-inte");
  await page.reload();
  await followUp(page, stage, code);
  await expect(own).toContainText("Kassan-stämmer-inte.");
  await expect(own).not.toContainText("Läst av en handläggare");
  const marked = desk.waitForResponse((answer) => answer.request().method() === "POST" && answer.url().endsWith("/envelopes"));
  await openCase(desk, reference);
  expect((await marked).status()).toBe(201);
  await desk.context().close();

  await page.reload();
  await followUp(page, stage, code);
  await expect(own).toContainText("Läst av en handläggare");
  await inspect(page, "case-read");

  const plain = await anotherBrowser(browser, stage, { javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
  await plain.goto(`${stage.intake}/sv/follow-up/server`);
  await plain.locator("#code").fill(code);
  await plain.locator("form:has(#code) button").click();
  await expect(plain.locator(".letter", { hasText: "Kassan-stämmer-inte." })).toContainText("Läst av en handläggare");
  await inspectStill(plain, "server-case-read", browser);
  await plain.context().close();
});

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });

  test("minutes are corrected and approved, and a report is withdrawn once that is confirmed", async ({ page, stage, browser }) => {
    test.setTimeout(300_000);
    await stage.found("skriptlos");
    const { code, reference } = await stage.file("skriptlos", "Kassan-stämmer-inte.");
    await stage.reply("skriptlos", reference, "minutes", "Du-sade-maj.");
    const open = async (): Promise<void> => {
      await page.goto(`${stage.intake}/sv/follow-up/server`);
      await page.locator("#code").fill(code);
      await page.locator("form:has(#code) button").click();
    };
    await open();
    const minutes = page.locator(".minutes");
    await expect(minutes).toContainText("Du-sade-maj.");
    await minutes.locator("summary").click();
    await inspectStill(page, "server-case-minutes", browser);
    await minutes.locator("details button").click();
    await expect(page.locator(".problems")).toBeFocused();
    await page.locator(".problems a").click();
    await expect(minutes.locator("textarea")).toBeFocused();
    await inspectStill(page, "server-case-minutes-mistake", browser);
    await minutes.locator("textarea").fill("Mars, inte maj.");
    await minutes.locator("details button").click();
    await expect(page.locator("p.good")).toContainText("Rättelsen är framme.");
    await expect(minutes).toHaveCount(0);

    await stage.reply("skriptlos", reference, "minutes", "Du-sade-mars.");
    await open();
    await minutes.locator("form").first().locator("button").click();
    await expect(page.locator("p.good")).toContainText("Du har godkänt protokollet.");

    await page.getByText("Ta tillbaka rapporten", { exact: true }).first().click();
    await page.locator("#act-withdraw").fill("Det är utrett.");
    await page.locator("form:has(#act-withdraw) button").click();
    await expect(page.locator(".problems")).toContainText("Kryssa i rutan");
    await expect(page.locator("#act-withdraw")).toHaveValue("Det är utrett.");
    await inspectStill(page, "server-case-unsure", browser);
    await page.locator("#act-withdraw-sure").check();
    await page.locator("form:has(#act-withdraw) button").click();
    await expect(page.locator("p.good")).toContainText("Handläggarna ser att du har tagit tillbaka rapporten.");
    await expect(page.locator("main")).toContainText("lagens skydd gäller dig fortfarande");
    await expect(page.locator("#act-withdraw")).toHaveCount(0);
    await inspectStill(page, "server-case-withdrawn", browser);
  });
});
