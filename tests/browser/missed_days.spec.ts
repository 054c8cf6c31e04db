/** The law's days, as the reporter is told of them, kept and missed; and taking the report back. */
import { expect, test } from "./stage.ts";
import { inspect, inspectStill } from "./inspect.ts";
import { anotherBrowser, openCase, signIn } from "./member.ts";
import { followUp } from "./reporter.ts";

/** What stands there to be read: a page holds words that it does not show. */
const SHOWN = { useInnerText: true };
const PHONE = { width: 390, height: 844 };

test("a reporter sees the days left, what they may do once one is missed, and that they took the report back; so do handlers", async ({ page, stage, browser }) => {
  test.setTimeout(240_000);
  await stage.found("forsenat");
  const owner = await stage.enrol("forsenat", "Chefsjurist");
  const { code, reference } = await stage.file("forsenat", "Kassan-stämmer-inte.");
  const plain = await anotherBrowser(browser, stage, { javaScriptEnabled: false, viewport: PHONE });
  await page.setViewportSize(PHONE);
  const openBoth = async (): Promise<void> => {
    await followUp(page, stage, code);
    await expect(page.locator(".letter.own").first()).toContainText("Kassan-stämmer-inte.");
    await plain.goto(`${stage.intake}/sv/follow-up/server`);
    await plain.locator("#code").fill(code);
    await plain.locator("form:has(#code) button").click();
    await expect(plain.locator(".letter.own").first()).toContainText("Kassan-stämmer-inte.");
  };
  const late = "Handläggarna har inte svarat i tid";
  const bothSay = async (words: string): Promise<void> => {
    for (const each of [page, plain]) await expect(each.locator("main")).toContainText(words, SHOWN);
  };

  await openBoth();
  await bothSay("7 dagar kvar");
  for (const each of [page, plain]) await expect(each.locator("main")).not.toContainText(late, SHOWN);

  // The last day is a day in time.
  await stage.day(7, page);
  await openBoth();
  for (const each of [page, plain]) await expect(each.locator("main")).not.toContainText(late, SHOWN);
  await stage.day(1, page);
  await openBoth();
  await bothSay(late);
  await bothSay("Du skulle ha fått en bekräftelse senast");
  for (const each of [page, plain]) await expect(each.locator("main")).not.toContainText("vilka åtgärder som har vidtagits senast", SHOWN);

  await stage.day(100, page);
  await openBoth();
  await bothSay("Du skulle ha fått veta vilka åtgärder som har vidtagits senast");
  await bothSay("4 kap. 7 §");
  await bothSay("Du får alltid rapportera till en myndighet");
  await inspect(page, "case-late");
  await inspectStill(plain, "server-case-late", browser);

  const withdraw = page.locator("details[data-act=withdraw]");
  await withdraw.locator("> summary").click();
  await withdraw.locator("textarea").fill("Jag har ändrat mig.");
  await withdraw.locator("button").click();
  await expect(withdraw).toContainText("Kryssa i rutan");
  await expect(withdraw.locator("textarea")).toHaveValue("Jag har ändrat mig.");
  await withdraw.locator("input[type=checkbox]").check();
  await withdraw.locator("button").click();
  await expect(page.locator("[data-told]")).toContainText("Handläggarna ser att du har tagit tillbaka rapporten.");
  await expect(withdraw).toBeHidden();
  await expect(page.locator("[data-withdrawn]")).toContainText("lagens skydd gäller dig fortfarande");
  await inspect(page, "case-withdrawn");

  const desk = await anotherBrowser(browser, stage);
  await signIn(desk, stage, owner);
  await openCase(desk, reference);
  await expect(desk.locator("#cases-facts section").first()).toContainText("Tiden har gått ut. Rapportören får alltid vända sig till en myndighet.");
  await expect(desk.locator(".letter.theirs").last()).toContainText("Jag har ändrat mig.");
  for (const each of [plain, desk]) await each.context().close();
});
