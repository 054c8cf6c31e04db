/** What a reporter writes is neither sealed to whom they have not seen, nor lost, nor told as another thing than it is. */
import type { Page } from "@playwright/test";
import { expect, test, type Stage } from "./stage.ts";
import { file, followUp, openForm, readCode, walkTo, WORDS } from "./reporter.ts";

const CASES = "**/api/cases";
const ENVELOPES = "**/api/case/envelopes";
/** As the browser says it itself, which a request that the test sends on has lost. */
const SAME_ORIGIN = { "sec-fetch-site": "same-origin" };

/** What the page asks before it is left; every question is answered by staying. */
function asked(page: Page): readonly string[] {
  const dialogs: string[] = [];
  page.on("dialog", (dialog) => {
    dialogs.push(dialog.type());
    void dialog.dismiss();
  });
  return dialogs;
}

/** Has the report page be served with something else in the place of something. */
async function serveInstead(page: Page, change: (html: string) => string): Promise<void> {
  await page.route("**/c/lunda/report", async (route) => {
    const answer = await route.fetch();
    const html = await answer.text();
    expect(change(html)).not.toBe(html);
    await route.fulfill({ response: answer, body: change(html) });
  });
}

for (const [what, change] of [
  ["answers under each other's words", (html: string) => html.replace('value="yes"', 'value="*"').replace('value="no"', 'value="yes"').replace('value="*"', 'value="no"')],
  ["a question in the place of another", (html: string) => html.replace("När hände det?", "Ditt namn och telefonnummer")],
  ["a hint of its own", (html: string) => html.replace("Ungefär räcker", "Skriv ditt namn. Ungefär räcker")],
  ["another heading", (html: string) => html.replace("Vad har hänt?", "Vem är du?")],
  ["a category fewer", (html: string) => html.replace(/<label class="option"><input type="radio" data-group="[a-z]+" data-answer.*?<\/label>/, "")],
] as const) {
  test(`a form that asks ${what} than the owner signed stays closed`, async ({ page, stage }) => {
    await serveInstead(page, change);
    await page.goto(`${stage.intake}/sv/c/lunda/report`);
    await expect(page.locator("[data-not-running]")).toContainText("kunde inte kontrolleras");
    await expect(page.locator("fieldset[data-fields]")).toHaveAttribute("disabled", "");
  });
}

/** Sends a report whose answer is lost, changes it, and sends it again. */
async function changeAfterLoss(page: Page, stage: Stage): Promise<void> {
  await openForm(page, stage);
  await walkTo(page, "check");
  let lost = false;
  await page.route(CASES, async (route) => {
    if (lost) return route.continue();
    lost = true;
    await route.fetch({ headers: { ...route.request().headers(), ...SAME_ORIGIN } });
    return route.abort();
  });
  await page.locator("[data-send]").click();
  await expect(page.locator("[data-retry]")).toBeFocused();
  await page.locator("[data-review] button").nth(1).click();
  await page.locator("#q-what").fill(`${WORDS} Och en till.`);
  await walkTo(page, "check", `${WORDS} Och en till.`);
  await page.locator("[data-send]").click();
}

test("a form in the other language asks what the owner signed in it", async ({ page, stage }) => {
  await page.goto(`${stage.intake}/en/c/lunda/report`);
  await expect(page.locator("form[data-report]")).toHaveAttribute("data-running", "");
});

test("where the newest keyring names others than the form lists, nothing is sealed by it, and the text stays", async ({ page, stage }) => {
  await openForm(page, stage);
  await walkTo(page, "check");
  let posted = 0;
  await page.route(CASES, (route) => {
    posted += 1;
    return route.fulfill({ status: 410, json: { problem: "problem-expired" } });
  });
  // As if the owner had given somebody another title since the page was loaded.
  await page.evaluate(() => {
    const title = document.querySelector("input[data-exclude] + span")?.firstChild;
    if (title !== null && title !== undefined) title.textContent = "Ekonomichef";
  });
  await page.locator("[data-send]").click();
  await expect(page.locator("[data-sending]")).toContainText("Kopiera din text och ladda om sidan");
  for (const button of ["[data-send]", "[data-retry]"]) await expect(page.locator(button)).toBeHidden();
  await page.locator("[data-back]").click();
  await page.locator("[data-next]").click();
  await expect(page.locator("[data-send]")).toBeHidden();
  await page.keyboard.press("Enter");
  expect(await page.locator("#q-what").inputValue()).toBe(WORDS);
  expect(posted).toBe(1);
});

test("what a server says of itself is told in its words, and what was refused is not sent as it was", async ({ page, stage }) => {
  await openForm(page, stage);
  await walkTo(page, "check");
  const problems = ["no-space", "busy", "closed", "too-large"];
  const bodies: (string | null)[] = [];
  await page.route(CASES, (route) => {
    const problem = problems[bodies.length];
    bodies.push(route.request().postData());
    return problem === undefined ? route.continue() : route.fulfill({ status: 409, json: { problem: `problem-${problem}` } });
  });
  const told = page.locator("[data-sending]");
  await page.locator("[data-send]").click();
  for (const words of ["inte plats just nu", "för mycket att ta emot", "tar inte emot det här", "för långa tillsammans"]) {
    await expect(told).toContainText(words);
    await expect(page.locator("[data-retry]")).toBeFocused();
    await page.locator("[data-retry]").click();
  }
  await readCode(page);
  expect(new Set(bodies).size).toBe(5);
});

test("an answer that was chosen can be taken back", async ({ page, stage }) => {
  await openForm(page, stage);
  await page.getByLabel("Inget val").check();
  await walkTo(page, "when");
  await page.getByLabel("Ja", { exact: true }).check();
  await page.locator('input[name=ongoing][value=""]').check();
  await walkTo(page, "check");
  const row = page.locator("[data-review] > div", { hasText: "Pågår det fortfarande?" });
  await expect(row.locator("dd.quiet")).toHaveText("Inget svar");
});

test("the code is not there any more for whoever presses Back", async ({ page, stage }) => {
  await openForm(page, stage);
  await walkTo(page, "check");
  await page.locator("[data-send]").click();
  const code = await readCode(page);
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true })));
  await expect(page.locator("main")).toBeEmpty();
  const reloaded = page.waitForEvent("load");
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
  await reloaded;
  await expect(page.locator("body")).not.toContainText(code.slice(0, 5));
});

test("a change that cannot be sent from the code's page stays there, and leaving it asks", async ({ page, stage }) => {
  await changeAfterLoss(page, stage);
  const code = await readCode(page);
  await page.locator("#last").fill(code.slice(-5));
  await page.locator("form[data-code-check] button").click();
  await page.route(ENVELOPES, (route) => route.fulfill({ status: 409, json: { problem: "problem-conflict" } }));
  await page.locator("[data-changed] button").click();
  await expect(page.locator("[data-change-status]")).toContainText("öppna ärendet med koden");
  await expect(page.locator("[data-change]")).toContainText("Och en till.");
  const dialogs = asked(page);
  await page.locator("[data-kept] a").click();
  await expect.poll(() => dialogs).toEqual(["beforeunload"]);
});

test("a change is told as arrived only once it has come back as it was sealed", async ({ page, stage }) => {
  await changeAfterLoss(page, stage);
  await readCode(page);
  let said = 0;
  await page.route(ENVELOPES, (route) => {
    said += 1;
    return said > 1 ? route.continue() : route.fulfill({ status: 201, json: { n: 2, day: "2026-11-22" } });
  });
  const status = page.locator("[data-change-status]");
  await page.locator("[data-changed] button").click();
  await expect(status).toContainText("Vi vet inte om meddelandet kom fram");
  await page.locator("[data-changed] button").click();
  await expect(status).toContainText("Meddelandet är framme");
  await expect(status).toBeFocused();
});

test("what is written while a message is sent stays, and what was not sent is not told as arrived", async ({ page, stage }) => {
  const { code } = await file(page, stage);
  await followUp(page, stage, code);
  await expect(page.locator("[data-conversation] .letter")).toHaveCount(1);
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  let mode: "hold" | "lose" | "pass" = "hold";
  await page.route(ENVELOPES, async (route) => {
    if (mode === "hold") await held;
    if (mode !== "lose") return route.continue();
    await route.fetch({ headers: { ...route.request().headers(), ...SAME_ORIGIN } });
    mode = "pass";
    return route.abort();
  });
  const [box, send, status] = [page.locator("#reply"), page.locator("form[data-reply] button"), page.locator("form[data-reply] [data-sending]")];
  await box.fill("Första meningen.");
  await send.click();
  await expect(send).toBeFocused();
  await box.fill("Första meningen. Och det viktigaste.");
  release();
  await expect(status).toContainText("framme");
  await expect(box).toHaveValue("Första meningen. Och det viktigaste.");
  mode = "lose";
  await box.fill("Kassan stämmer inte.");
  await send.click();
  await expect(status).toContainText("Vi vet inte");
  await box.fill("Kassan stämmer inte. Det är Karin som tar pengarna.");
  await send.click();
  await expect(status).toContainText("Ändringen är inte skickad");
  await expect(page.locator("[data-conversation]")).not.toContainText("Karin");
  const dialogs = asked(page);
  await page.locator("[data-close]").click();
  await expect.poll(() => dialogs).toEqual(["beforeunload"]);
  await expect(box).toHaveValue(/Karin/);
  await box.fill("");
  const reloaded = page.waitForEvent("load");
  await page.locator("[data-close]").click();
  await reloaded;
  expect(dialogs).toHaveLength(1);
});

test("a case that cannot be opened just now is not the code's mistake", async ({ page, stage }) => {
  await page.goto(`${stage.intake}/sv/follow-up`);
  const [told, code] = [page.locator("[data-opening]"), page.locator("#code")];
  await code.fill("000G4-0R40M-30E20-9185G-R38ED");
  for (const [status, problem, words] of [
    [503, "problem-busy", "för mycket att ta emot"],
    [500, "problem-unknown", "Något gick fel hos oss"],
  ] as const) {
    await page.route("**/api/case", (route) => route.fulfill({ status, json: { problem } }));
    await page.locator("form[data-follow-up] button").click();
    await expect(told).toContainText(words);
    await expect(page.locator("#code-mistake")).toBeHidden();
    await expect(code).not.toHaveAttribute("aria-invalid", "true");
  }
  await page.route("**/api/case", (route) => route.abort());
  await page.locator("form[data-follow-up] button").click();
  await expect(told).toContainText("Det gick inte att nå servern");
});

test("a report that was given up and arrives all the same is told of, with those who can open it", async ({ page, stage }) => {
  await openForm(page, stage);
  await walkTo(page, "check");
  const before = (await stage.cases("lunda")).length;
  let arrive: (() => Promise<void>) | null = null;
  await page.route(CASES, async (route) => {
    if (arrive === null) {
      const sent = route.request();
      arrive = async () => {
        const headers = { ...sent.headers(), ...SAME_ORIGIN };
        const answer = await page.request.fetch(sent.url(), { method: "POST", headers, data: sent.postDataBuffer() ?? "" });
        expect(answer.status()).toBe(201);
      };
      return route.abort();
    }
    await arrive();
    return route.continue();
  });
  await page.locator("[data-send]").click();
  await expect(page.locator("[data-retry]")).toBeFocused();
  await page.locator("[data-back]").click();
  await page.locator("[data-back]").click();
  await page.getByLabel("Chefsjurist").check();
  await walkTo(page, "check");
  await page.locator("[data-send]").click();
  await readCode(page);
  expect((await stage.cases("lunda")).length).toBeGreaterThan(before);
  await expect(page.locator("[data-late]")).toBeFocused();
  await expect(page.locator("[data-late-readers]")).toContainText("Chefsjurist");
  await expect(page.locator("[data-late-contact]")).toBeHidden();
});
