import { expect, test } from "./stage.ts";
import { file, followUp, next, openForm, readCode, send, walkTo, WORDS } from "./reporter.ts";
import { inspect, inspectMistake } from "./inspect.ts";

test("no page in any of its states shuts anybody out", async ({ page, stage }) => {
  test.setTimeout(300_000);
  for (const [name, path] of [
    ["start", "/sv/"],
    ["channel", "/en/c/lunda"],
    ["channel-trial", "/sv/c/provning"],
    ["channel-checked", `/sv/c/lunda#k=${stage.channel("lunda").fingerprint}`],
    ["channel-mismatch", `/sv/c/lunda#k=${stage.channel("tio").fingerprint}`],
    ["missing", "/sv/c/nowhere"],
    ["follow-up", "/sv/follow-up"],
  ] as const) {
    await page.goto("about:blank");
    await page.goto(`${stage.intake}${path}`);
    await inspect(page, name);
  }
  await page.goto(`${stage.intake}/sv/follow-up`);
  await page.locator("#code").fill("000G4");
  await page.locator("form[data-follow-up] button").click();
  await inspectMistake(page, "follow-up-mistake");

  await openForm(page, stage);
  const steps = await page.locator("section[data-step]").count();
  for (let step = 0; step < steps - 1; step += 1) {
    await expect(page.locator("[data-progress]")).toHaveText(`Steg ${step + 1} av ${steps}`);
    await inspect(page, `report-${step}`);
    const what = page.locator("#q-what");
    if (await what.isVisible()) {
      await next(page);
      await inspectMistake(page, "report-mistake");
      await what.fill("19811218-9876 och Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz".repeat(3));
      await inspect(page, "report-notice");
    }
    await next(page);
  }
  await inspect(page, "report-check");
  const code = await send(page);
  await inspect(page, "code");
  await page.locator("#last").fill("00000");
  await page.locator("form[data-code-check] button").click();
  await inspectMistake(page, "code-mistake");
  await page.locator("#last").fill(code.slice(-5));
  await page.locator("form[data-code-check] button").click();
  await inspect(page, "code-kept");
});

test("nor does an open case", async ({ page, stage }) => {
  const { code, reference } = await file(page, stage);
  await stage.reply("lunda", reference, "acknowledge", "Tack för din rapport. Vi har tagit emot den och börjar titta på den i dag.");
  await followUp(page, stage, code);
  await expect(page.locator("[data-conversation] .letter")).toHaveCount(2);
  await inspect(page, "case");
  await page.locator("form[data-reply] button").click();
  await inspectMistake(page, "case-mistake");
});

test("nor does a report whose answers are lost", async ({ page, stage }) => {
  test.setTimeout(300_000);
  await page.goto(`${stage.intake}/sv/c/lunda/report#k=${stage.channel("tio").fingerprint}`);
  await expect(page.locator('[data-key="mismatch"]')).toBeVisible();
  await inspect(page, "report-mismatch");
  await page.goto("about:blank");
  await page.goto(`${stage.intake}/en/c/lunda/report`);
  await expect(page.locator("form[data-report]")).toHaveAttribute("data-running", "");
  await inspect(page, "report-en");
  await openForm(page, stage);
  await walkTo(page, "check");
  let lost = false;
  await page.route("**/api/cases", async (route) => {
    if (lost) return route.continue();
    lost = true;
    await route.fetch({ headers: { ...route.request().headers(), "sec-fetch-site": "same-origin" } });
    return route.abort();
  });
  await page.locator("[data-send]").click();
  await expect(page.locator("[data-retry]")).toBeFocused();
  await inspect(page, "report-failed");
  await page.locator("[data-back]").click();
  await page.locator("[data-back]").click();
  await page.getByLabel("Chefsjurist").check();
  await page.locator("[data-back]").click();
  await walkTo(page, "check", WORDS);
  await page.locator("[data-review] button").nth(1).click();
  await page.locator("#q-what").fill(`${WORDS} Och en till.`);
  await walkTo(page, "check", `${WORDS} Och en till.`);
  await page.locator("[data-send]").click();
  await readCode(page);
  await expect(page.locator("[data-late]")).toBeVisible();
  await expect(page.locator("[data-changed]")).toBeVisible();
  await inspect(page, "code-late");
});

test("nor does a case in which something does not hold", async ({ page, stage }) => {
  test.setTimeout(300_000);
  const { code, reference } = await file(page, stage);
  await stage.reply("lunda", reference, "-", "Ett");
  await stage.reply("lunda", reference, "-", "Två");
  await stage.swap("lunda", reference);
  await page.clock.setFixedTime(stage.now + 200 * 86_400_000);
  await page.goto(`${stage.intake}/en/follow-up`);
  await inspect(page, "follow-up-en");
  await page.locator("#code").fill(code);
  await page.locator("form[data-follow-up] button").click();
  await expect(page.locator("[data-text].bad")).toHaveCount(2);
  await expect(page.locator("[data-warning]")).toBeVisible();
  await expect(page.locator("[data-expired]")).toBeVisible();
  await inspect(page, "case-damaged");
});
