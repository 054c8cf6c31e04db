import type { Page, Request } from "@playwright/test";
import { expect, test } from "./stage.ts";
import { file, followUp, keepCode, openForm, readCode, send, walkTo, WORDS } from "./reporter.ts";

/** Everything that the page sends, as it goes over the wire. */
function listen(page: Page): () => string {
  const sent: Request[] = [];
  page.on("request", (request) => sent.push(request));
  return () => sent.map((request) => `${request.method()} ${request.url()} ${request.postData() ?? ""}`).join("\n");
}

/** Whether any of the words went out, as text or as base64 of it. */
function leaks(sent: string): boolean {
  const word = WORDS.split(" ")[0] ?? "";
  return sent.includes(word) || sent.includes(Buffer.from(word).toString("base64").slice(2, -3));
}

/** Presses everything that there is to press, and types wherever something takes it. */
async function pressEverything(page: Page): Promise<void> {
  for (const field of await page.locator("main textarea, main input[type=text]").all()) {
    await field.fill(WORDS, { force: true, timeout: 500 }).catch(() => undefined);
  }
  for (const button of await page.locator("main button").all()) {
    await button.click({ force: true, timeout: 500 }).catch(() => undefined);
  }
  await page.keyboard.press("Enter");
  await page.evaluate((words) => {
    for (const field of document.querySelectorAll<HTMLTextAreaElement>("textarea")) field.value = words;
    for (const form of document.forms) form.requestSubmit();
  }, WORDS).catch(() => undefined);
  await page.waitForTimeout(300);
}

/** Lets the first request to that address arrive and its answer be lost; the bodies of all of them. */
async function loseFirstAnswer(page: Page, address: string): Promise<readonly (string | null)[]> {
  const bodies: (string | null)[] = [];
  await page.route(address, async (route) => {
    bodies.push(route.request().postData());
    if (bodies.length > 1) return route.continue();
    await route.fetch({ headers: { ...route.request().headers(), "sec-fetch-site": "same-origin" } });
    return route.abort();
  });
  return bodies;
}

const REPORT_SCRIPT = "**/assets/intake-report-*.js";

for (const [how, mangle] of [
  ["is blocked", (page: Page) => page.route(REPORT_SCRIPT, (route) => route.abort())],
  [
    "fails half-way",
    async (page: Page) => {
      // Integrity holds; what fails is something that the script needs later on.
      await page.addInitScript(() => {
        Object.defineProperty(HTMLFormElement.prototype, "addEventListener", {
          value: () => {
            throw new TypeError("made to fail");
          },
        });
      });
    },
  ],
  [
    "fails its integrity check",
    (page: Page) =>
      page.route(REPORT_SCRIPT, async (route) => {
        const answer = await route.fetch();
        await route.fulfill({ response: answer, body: `${await answer.text()}\n//` });
      }),
  ],
] as const) {
  test(`when the report's script ${how}, nothing is sent, and the page says so`, async ({ page, stage }) => {
    await mangle(page);
    const sent = listen(page);
    await page.goto(`${stage.intake}/sv/c/lunda/report`);
    await page.waitForLoadState("networkidle");
    await pressEverything(page);
    await expect(page.locator("[data-not-running]")).toBeVisible();
    await expect(page.locator("fieldset[data-fields]")).toHaveAttribute("disabled", "");
    expect(sent()).not.toContain("POST");
    expect(leaks(sent())).toBe(false);
    expect(page.url()).toBe(`${stage.intake}/sv/c/lunda/report`);
  });
}

test("a link with another fingerprint stops the filing on both pages, and the page says why", async ({ page, stage }) => {
  const other = stage.channel("provning").fingerprint;
  await page.goto(`${stage.intake}/sv/c/lunda#k=${other}`);
  await expect(page.locator('[data-key="mismatch"]')).toBeVisible();
  await expect(page.locator("a[data-report]:visible")).toHaveCount(0);
  await page.goto(`${stage.intake}/sv/c/lunda/report#k=${other}`);
  await expect(page.locator('[data-key="mismatch"]')).toBeVisible();
  await expect(page.locator("fieldset[data-fields]")).toHaveAttribute("disabled", "");
});

test("a keyring altered on its way starts no form", async ({ page, stage }) => {
  await page.route("**/api/channels/lunda", async (route) => {
    const answer = await route.fetch();
    const body = (await answer.text()).replace("handler ", "handlar ");
    await route.fulfill({ response: answer, body });
  });
  await page.goto(`${stage.intake}/sv/c/lunda/report`);
  await expect(page.locator("[data-not-running]")).toContainText("kunde inte kontrolleras");
  await expect(page.locator("fieldset[data-fields]")).toHaveAttribute("disabled", "");
});

test("a mistyped code is told at once, by its kind, and nothing is asked of the server", async ({ page, stage }) => {
  await page.goto(`${stage.intake}/sv/follow-up`);
  const sent = listen(page);
  const told = page.locator("#code-mistake");
  for (const [code, words] of [
    ["000G4-0R40M", "Du har skrivit 10"],
    ["000G4-0R40M-30E20-9185G-R38EU", "aldrig bokstaven U"],
    ["000G4-0R40M-30E20-9185G-R38EE", "Ett tecken i koden är fel"],
  ] as const) {
    await page.locator("#code").fill(code);
    await page.locator("form[data-follow-up] button").click();
    await expect(told).toContainText(words);
    await expect(page.locator("#code")).toBeFocused();
  }
  expect(sent()).not.toContain("/api/");
  await page.locator("#code").fill("000G4-0R40M-30E20-9185G-R38ED");
  await page.locator("form[data-follow-up] button").click();
  await expect(told).toContainText("Det finns inget ärende med den koden");
  expect(sent()).not.toContain("000G4");
});

test("after a lost answer the very bytes are sent again, and what was changed is offered as a message", async ({ page, stage }) => {
  await openForm(page, stage);
  await walkTo(page, "check");
  const bodies = await loseFirstAnswer(page, "**/api/cases");
  await page.locator("[data-send]").click();
  await expect(page.locator("[data-sending]")).toContainText("Vi vet inte om rapporten kom fram");
  await page.locator("[data-review] button").nth(1).click();
  await page.locator("#q-what").fill(`${WORDS} Och en till.`);
  await walkTo(page, "check", `${WORDS} Och en till.`);
  const before = (await stage.cases("lunda")).length;
  const code = await send(page);
  expect(bodies).toHaveLength(2);
  expect(bodies[1]).toBe(bodies[0]);
  expect((await stage.cases("lunda")).length).toBe(before);
  await expect(page.locator("[data-changed]")).toBeVisible();
  await page.locator("[data-changed] button").click();
  await expect(page.locator("[data-change-status]")).toContainText("framme");
  const reference = await keepCode(page, code);
  const [filed] = (await stage.cases("lunda")).filter((each) => each.reference === reference);
  expect(filed?.entries.at(-1)).toContain("Och en till.");
});

test("whoever shuts a reader out after the report had arrived is told first who can open it", async ({ page, stage }) => {
  await openForm(page, stage);
  await walkTo(page, "check");
  await loseFirstAnswer(page, "**/api/cases");
  await page.locator("[data-send]").click();
  await expect(page.locator("[data-retry]")).toBeVisible();
  await page.locator("[data-back]").click();
  await page.locator("[data-contact=name]").fill("Kim");
  await page.locator("[data-back]").click();
  await page.getByLabel("Chefsjurist").check();
  await walkTo(page, "check");
  await expect(page.locator("[data-readers]")).not.toContainText("Chefsjurist");
  const before = (await stage.cases("lunda")).length;
  await send(page);
  expect((await stage.cases("lunda")).length).toBe(before);
  await expect(page.locator("[data-late]")).toBeFocused();
  await expect(page.locator("[data-late-readers]")).toContainText("Chefsjurist");
  await expect(page.locator("[data-late-excluded]")).toContainText("kan inte tas tillbaka");
  await expect(page.locator("[data-late-contact]")).toBeVisible();
  await expect(page.locator("[data-done]")).toBeHidden();
});

test("a server that does not know whether a report arrived is not taken for one that refused it", async ({ page, stage }) => {
  await openForm(page, stage);
  await walkTo(page, "check");
  const told = page.locator("[data-sending]");
  const before = (await stage.cases("lunda")).length;
  let asked = 0;
  await page.route("**/api/cases", async (route) => {
    asked += 1;
    if (asked > 1) return route.continue();
    await route.fetch({ headers: { ...route.request().headers(), "sec-fetch-site": "same-origin" } });
    return route.fulfill({ status: 500, json: { problem: "problem-unknown" } });
  });
  let read = 0;
  await page.route("**/api/case/envelopes?from=0", (route) => {
    read += 1;
    return read > 1 ? route.continue() : route.fulfill({ status: 503, json: { problem: "problem-unavailable" } });
  });
  await page.locator("[data-send]").click();
  await expect(told).toContainText("Vi vet inte om rapporten kom fram");
  // The second try is answered as stored, and only what is fetched back does not come.
  await page.locator("[data-retry]").click();
  await expect.poll(() => read).toBe(1);
  await expect(told).toContainText("Vi vet inte om rapporten kom fram");
  await page.locator("[data-retry]").click();
  await readCode(page);
  expect((await stage.cases("lunda")).length).toBe(before + 1);
});

test("an envelope withheld hides nothing else of a case, and stops only the writing", async ({ page, stage }) => {
  const { code, reference } = await file(page, stage);
  await stage.reply("lunda", reference, "-", "Ett");
  await page.route("**/api/case/envelopes?from=0", async (route) => {
    const answer = await route.fetch();
    const { envelopes } = (await answer.json()) as { envelopes: readonly unknown[] };
    await route.fulfill({ response: answer, json: { envelopes: envelopes.slice(0, 2), more: false } });
  });
  await followUp(page, stage, code);
  await expect(page.locator("[data-text]").first()).toContainText(WORDS);
  await expect(page.locator("[data-warning]")).toContainText("håller inne");
  await expect(page.locator("[data-text].bad")).toHaveCount(1);
  await expect(page.locator("form[data-reply] button")).toBeDisabled();
});

test("the key is said to be checked where it is, and not where only the server's word is compared", async ({ page, stage }) => {
  const { fingerprint } = stage.channel("lunda");
  await page.goto(`${stage.intake}/sv/c/lunda#k=${fingerprint}`);
  await expect(page.locator('[data-key="fits"]')).toContainText("visar samma fingeravtryck");
  await expect(page.locator("main")).not.toContainText("Det är rätt kanal");
  await page.locator("a[data-report]").first().click();
  await expect(page.locator('[data-key="checked"]')).toContainText("Det är rätt kanal");
  await page.goto("about:blank");
  await page.goto(`${stage.intake}/sv/c/lunda/report`);
  await expect(page.locator("form[data-report]")).toHaveAttribute("data-running", "");
  await expect(page.locator('[data-key="checked"]')).toBeHidden();
});

test("a case that is left is not there any more for whoever presses Back", async ({ page, stage }) => {
  const { code } = await file(page, stage);
  await followUp(page, stage, code);
  await expect(page.locator("[data-text]").first()).toContainText(WORDS);
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true })));
  await expect(page.locator("main")).toBeEmpty();
  const reloaded = page.waitForEvent("load");
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
  await reloaded;
  await expect(page.locator("#code")).toHaveValue("");
});

test("letters that the server exchanged are shown as damaged, and nothing more is written", async ({ page, stage }) => {
  const { code, reference } = await file(page, stage);
  await stage.reply("lunda", reference, "-", "Ett");
  await stage.reply("lunda", reference, "-", "Två");
  await stage.swap("lunda", reference);
  const sent = listen(page);
  await followUp(page, stage, code);
  await expect(page.locator("[data-text].bad")).toHaveCount(2);
  await expect(page.locator("[data-text]").first()).toContainText(WORDS);
  expect(sent()).not.toContain("POST");
});

test("whoever shuts out every reader is told so and goes no further", async ({ page, stage }) => {
  await openForm(page, stage);
  await walkTo(page, "concerns");
  const all = page.locator("input[data-exclude]");
  for (const choice of await all.all()) await choice.check();
  await expect(page.locator('[data-left="nobody"]')).toBeVisible();
  await page.locator("[data-next]").click();
  await expect(page.locator("[data-problems]")).toBeFocused();
  await expect(page.locator('section[data-step="concerns"]')).toBeVisible();
});

test("where recovery alone is left, the authorities are shown in the form and going on is asked", async ({ page, stage }) => {
  await openForm(page, stage);
  await walkTo(page, "concerns");
  for (const choice of await page.locator("input[data-exclude]:not([value=recovery])").all()) await choice.check();
  await page.locator("[data-next]").click();
  await expect(page.locator("[data-problems]")).toBeFocused();
  await expect(page.locator('section[data-step="concerns"]')).toBeVisible();
  await page.locator("[data-authorities] a").click();
  await expect(page.locator("[data-authorities] li").first()).toContainText("Arbetsmiljöverket");
  await expect(page.locator("[data-authorities] li a").first()).toHaveAttribute("target", "_blank");
  await page.locator("[data-problem-list] a").click();
  await expect(page.locator("input[data-alone]")).toBeFocused();
  await page.locator("input[data-alone]").check();
  await page.locator("[data-next]").click();
  await expect(page.locator('section[data-step="contact"]')).toBeVisible();
  await walkTo(page, "check");
  await expect(page.locator("[data-readers] li")).toHaveCount(1);
  await send(page);
});

test("a link away from what somebody has written asks first, and leaving quickly does not", async ({ page, stage }) => {
  await openForm(page, stage);
  const asked: string[] = [];
  page.on("dialog", (dialog) => {
    asked.push(dialog.type());
    void dialog.dismiss();
  });
  await walkTo(page, "concerns");
  await page.locator("a.home").click();
  await expect.poll(() => asked).toEqual(["beforeunload"]);
  await expect(page.locator('section[data-step="concerns"]')).toBeVisible();
  expect(await page.locator("#q-what").inputValue()).toBe(WORDS);
  await page.route("https://www.smhi.se/**", (route) => route.fulfill({ body: "Vädret" }));
  await page.locator("a[data-leave]").click();
  await page.waitForURL("https://www.smhi.se/");
  expect(asked).toHaveLength(1);
});

test("whom the report concerns cannot open it", async ({ page, stage }) => {
  const { handlers } = stage.channel("lunda");
  await openForm(page, stage);
  await walkTo(page, "concerns");
  await page.locator(`input[data-exclude][value="${handlers[0] ?? ""}"]`).check();
  const before = (await stage.cases("lunda")).length;
  await walkTo(page, "check");
  await send(page);
  expect((await stage.cases("lunda")).length).toBe(before);
});

test("a server key that was replaced while the form stood open costs the reporter nothing", async ({ page, stage }) => {
  let asked = 0;
  await page.route("**/api/channels/lunda", async (route) => {
    asked += 1;
    const answer = await route.fetch();
    const channel = (await answer.json()) as Record<"keyring" | "filing_recipient", string>;
    // What the server had before: any recipient will do that is not its own.
    const [before = ""] = /age1pq1[0-9a-z]+/.exec(channel.keyring) ?? [];
    await route.fulfill({ response: answer, json: asked === 1 ? { ...channel, filing_recipient: before } : channel });
  });
  const statuses: number[] = [];
  page.on("response", (answer) => {
    if (answer.url().endsWith("/api/cases")) statuses.push(answer.status());
  });
  await openForm(page, stage);
  await walkTo(page, "check");
  const before = (await stage.cases("lunda")).length;
  await send(page);
  expect(statuses).toEqual([412, 201]);
  expect(asked).toBe(2);
  expect((await stage.cases("lunda")).length).toBe(before + 1);
});

test("what is sent is as long whoever is shut out, and names nobody", async ({ page, stage }) => {
  const { handlers } = stage.channel("lunda");
  const bodies: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "POST" && request.url().endsWith("/api/cases")) bodies.push(request.postData() ?? "");
  });
  for (const shutOut of [null, handlers[0] ?? ""]) {
    await openForm(page, stage);
    await walkTo(page, "concerns");
    if (shutOut !== null) await page.locator(`input[data-exclude][value="${shutOut}"]`).check();
    await walkTo(page, "check");
    await send(page);
  }
  const [open = "", kept = ""] = bodies;
  expect(open.length).toBeGreaterThan(10_000);
  expect(kept).toHaveLength(open.length);
  for (const word of [...handlers, "recovery"]) expect(open + kept).not.toContain(word);
});

test("nothing is lost on an error or on going back", async ({ page, stage }) => {
  await openForm(page, stage);
  await walkTo(page, "concerns");
  await page.locator("[data-back]").click();
  await page.locator("[data-back]").click();
  const kept = await page.locator("#q-what").inputValue();
  expect(kept).toBe(WORDS);
});

test("whoever leaves from the middle of the form does not come back to it", async ({ page, stage }) => {
  await page.route("https://www.smhi.se/**", (route) => route.fulfill({ body: "Vädret" }));
  await openForm(page, stage);
  await walkTo(page, "concerns");
  for (let times = 0; times < 3; times += 1) await page.keyboard.press("Shift");
  await page.waitForURL("https://www.smhi.se/");
  await page.goBack();
  expect(new URL(page.url()).pathname).toBe("/sv/c/lunda");
});

test("Shift three times leaves, and the way back does not lead here", async ({ page, stage }) => {
  await page.route("https://www.smhi.se/**", (route) => route.fulfill({ body: "Vädret" }));
  await page.goto(`${stage.intake}/sv/`);
  await page.goto(`${stage.intake}/sv/c/lunda`);
  for (let times = 0; times < 3; times += 1) await page.keyboard.press("Shift");
  await page.waitForURL("https://www.smhi.se/");
  await page.goBack();
  expect(page.url()).toBe(`${stage.intake}/sv/`);
});

