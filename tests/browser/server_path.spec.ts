/** The server path in a real browser without script, as Tor Browser is at its safest. */
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expect, test } from "./stage.ts";
import { inspectStill } from "./inspect.ts";
import { openForm, readCode, walkTo, WORDS } from "./reporter.ts";
import type { Stage, StageCase } from "./stage.ts";

test.use({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });

const LONG = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz ".repeat(60);

/** From the channel's page to the simple form, by the link that only a browser without script shows. */
async function openSimpleForm(page: Page, stage: Stage, language = "sv", address = "lunda"): Promise<void> {
  await page.goto(`${stage.intake}/${language}/c/${address}`);
  await page.locator("a[data-report]").first().click();
  await expect(page.locator("fieldset[data-fields]")).toHaveAttribute("disabled", "");
  await page.locator(`noscript a[href$="/report/server"]`).click();
  await expect(page.locator("form#form")).toBeVisible();
}

/** Presses the form's own button, not the one that adds files. */
async function press(page: Page, form = "form#form"): Promise<void> {
  await page.locator(`${form} button[type=submit]:not([name])`).click();
}

async function codeOn(page: Page): Promise<string> {
  return (await page.locator("main > p.code span:not(.unseen)").allTextContents()).join("-");
}

async function only(stage: Stage, reference: string, address = "lunda"): Promise<StageCase> {
  const found = (await stage.cases(address)).filter((each) => each.reference === reference);
  expect(found).toHaveLength(1);
  return found[0] as StageCase;
}

async function referenceOn(page: Page): Promise<string> {
  return /[0-9A-HJKMNP-TV-Z]{3}-[0-9A-HJKMNP-TV-Z]{4}/.exec(await page.locator("main").innerText())?.[0] ?? "";
}

test("without script a report is filed after a mistake, answered, and answered again", async ({ page, stage, context, browser }) => {
  test.setTimeout(300_000);
  await page.goto(`${stage.intake}/sv/c/lunda/report`);
  await inspectStill(page, "report-without-script", browser);
  await openSimpleForm(page, stage);
  await inspectStill(page, "server-form", browser);
  const { handlers } = stage.channel("lunda");

  // Everything but the one answer that is demanded.
  await page.locator("#q-when").fill("I våras, & <ungefär> i maj");
  await page.locator("#q-category").selectOption("conf");
  await page.locator(`input[name=concerns][value="${handlers[1] ?? ""}"]`).check();
  await page.locator("#contact-name").fill("Åsa Öberg");
  await press(page);
  await expect(page).toHaveTitle(/Något behöver rättas/);
  const summary = page.locator(".problems");
  await expect(summary).toBeFocused();
  await inspectStill(page, "server-form-mistake", browser);
  await summary.locator("a").first().click();
  await expect(page.locator("#q-what")).toBeFocused();
  await expect(page.locator("#q-what")).toHaveAttribute("aria-invalid", "true");
  await expect(page.locator("#q-when")).toHaveValue("I våras, & <ungefär> i maj");
  await expect(page.locator("#q-category")).toHaveValue("conf");
  await expect(page.locator(`input[name=concerns][value="${handlers[1] ?? ""}"]`)).toBeChecked();
  await expect(page.locator("#contact-name")).toHaveValue("Åsa Öberg");

  await page.locator("#q-what").fill(WORDS);
  await press(page);
  const code = await codeOn(page);
  expect(code).toMatch(/^([0-9A-Z]{5}-){4}[0-9A-Z]{5}$/);
  await inspectStill(page, "server-code", browser);
  const reference = await referenceOn(page);
  const filed = await only(stage, reference);
  expect(filed.entries[0]).toEqual(expect.arrayContaining([`what: ${WORDS}`, "category: conf"]));
  expect(filed.entries[1]).toBe("Ditt namn: Åsa Öberg");

  // A code with a slip of the pen is told and given back; typed whole, it opens the case.
  await page.locator("#code").fill(`${code.slice(0, -1)}`);
  await press(page, "form:has(#code)");
  await expect(page.locator(".problems")).toBeFocused();
  await expect(page.locator("#code-mistake")).toContainText("Du har skrivit 24");
  await inspectStill(page, "server-follow-up-mistake", browser);
  await page.locator("#code").fill(code.toLowerCase().replaceAll("-", " "));
  await press(page, "form:has(#code)");
  await expect(page.locator("main")).toContainText(WORDS);
  await expect(page.locator("main")).toContainText("Jäv, intressekonflikt");
  await inspectStill(page, "server-case-new", browser);

  await stage.reply("lunda", reference, "acknowledge", `Tack för din rapport. ${LONG}`);
  await page.goto(`${stage.intake}/sv/follow-up`);
  await page.locator(`noscript a[href$="/follow-up/server"]`).click();
  await inspectStill(page, "server-follow-up", browser);
  await page.locator("#code").fill(code);
  await press(page, "form:has(#code)");
  await expect(page.locator(".letter").last()).toContainText("Tack för din rapport.");
  await expect(page.locator(".tag.new")).toHaveCount(1);
  await expect(page.locator("main")).toContainText("Rapporten är bekräftad");
  await inspectStill(page, "server-case-answered", browser);

  await press(page, "form:has(#reply)");
  await expect(page.locator(".problems")).toBeFocused();
  await page.locator(".problems a").click();
  await expect(page.locator("#reply")).toBeFocused();
  await inspectStill(page, "server-case-mistake", browser);
  await page.locator("#reply").fill("Det finns fler fakturor.\nÅtta till.");
  await press(page, "form:has(#reply)");
  await expect(page.locator("p.good")).toContainText("framme");
  await expect(page.locator("#reply")).toHaveValue("");
  await inspectStill(page, "server-case-sent", browser);
  expect((await only(stage, reference)).entries.at(-1)).toBe("Det finns fler fakturor.\nÅtta till.");

  // Nothing of it stands in an address or stays in the browser.
  expect(page.url()).toBe(`${stage.intake}/sv/follow-up/server`);
  expect(await context.cookies()).toEqual([]);
});

test("without script two files go through, survive a mistake, and are opened with the code", async ({ page, stage, browser }) => {
  test.setTimeout(300_000);
  const photo = Buffer.from(Uint8Array.from({ length: 9 * 2 ** 20 + 5 }, (_, i) => i % 251));
  const named = 'Räkning 🔍 "1" מסמך.jpeg';
  await openSimpleForm(page, stage);
  await expect(page.locator("main")).toContainText("Ingenting rensas ur filerna på den här sidan.");
  await page.locator("#files").setInputFiles([
    { name: named, mimeType: "image/jpeg", buffer: photo },
    { name: "fel fil", mimeType: "text/plain", buffer: Buffer.from("inte den") },
  ]);
  await page.locator("button[value=add]").click();
  await expect(page.locator(".named-file bdi")).toHaveText([named, "fel fil"]);
  await expect(page.locator(".problems")).toHaveCount(0);
  await inspectStill(page, "server-form-files", browser);

  // One is taken away, another comes along, and the answer that is demanded is missing: no file is lost.
  await page.locator("input[name=take-away]").last().check();
  await page.locator("#files").setInputFiles({ name: "anteckning", mimeType: "", buffer: Buffer.from("svart på vitt") });
  await press(page);
  await expect(page.locator(".problems")).toBeFocused();
  await expect(page.locator(".named-file bdi")).toHaveText([named, "anteckning"]);
  await page.locator("#q-what").fill(WORDS);
  await press(page);
  await expect(page.locator("main")).toContainText("2 av 2 filer är framme och kontrollerade.");
  const code = await codeOn(page);

  await page.locator("#code").fill(code);
  await press(page, "form:has(#code)");
  await expect(page.locator("main")).toContainText("2 av 2 filer är framme och kontrollerade.");
  await inspectStill(page, "server-case-files", browser);
  const downloading = page.waitForEvent("download");
  await page.locator("button[name=file]").first().click();
  const download = await downloading;
  const saved = await readFile(await download.path());
  expect(saved.equals(photo)).toBe(true);

  // A message with a file and no words.
  await page.locator("#files").setInputFiles({ name: "mer.txt", mimeType: "text/plain", buffer: Buffer.from("mer") });
  await press(page, "form:has(#reply)");
  await expect(page.locator("p.good")).toContainText("framme");
  await expect(page.locator("main")).toContainText("3 av 3 filer är framme och kontrollerade.");
});

test("a form sent again after a lost answer files nothing twice, and going back leads to a blank one", async ({ page, stage }) => {
  const before = (await stage.cases("lunda")).length;
  const filed = async (): Promise<number> => (await stage.cases("lunda")).length - before;
  await openSimpleForm(page, stage);
  await page.locator("#q-what").fill(WORDS);
  const drawn = await page.locator("input[name=code]").inputValue();
  let lost = 0;
  await page.route("**/report/server", async (route) => {
    if (route.request().method() !== "POST" || lost > 0) return route.continue();
    lost += 1;
    await route.fetch({ headers: { ...route.request().headers(), "sec-fetch-site": "same-origin" } });
    return route.abort();
  });
  await press(page);
  await expect.poll(() => lost).toBe(1);
  expect(await filed()).toBe(1);
  // A browser that lost the answer posts the very form again.
  await page.reload();
  expect(await codeOn(page)).toBe(drawn);
  await page.reload();
  expect(await codeOn(page)).toBe(drawn);
  expect(await filed()).toBe(1);

  const reference = await referenceOn(page);
  await page.locator("#code").fill(drawn);
  await press(page, "form:has(#code)");
  await page.locator("#reply").fill("En gång.");
  await press(page, "form:has(#reply)");
  await expect(page.locator("p.good")).toContainText("framme");
  await page.reload();
  await expect(page.locator("p.good")).toContainText("framme");
  const said = (await only(stage, reference)).entries.filter((entry) => entry === "En gång.");
  expect(said).toHaveLength(1);

  await openSimpleForm(page, stage);
  await page.locator("#q-what").fill(WORDS);
  await press(page);
  const code = await codeOn(page);
  await page.goBack();
  await expect(page.locator("form#form")).toBeVisible();
  await expect(page.locator("#q-what")).toHaveValue("");
  expect(await page.locator("input[name=code]").inputValue()).not.toBe(code);
  expect(await filed()).toBe(2);
});

test("a wrong code, and one of no case, are told apart and given back", async ({ page, stage }) => {
  await page.goto(`${stage.intake}/sv/follow-up/server`);
  for (const [code, words] of [
    ["000G4-0R40M-30E20-9185G-R38EU", "aldrig bokstaven U"],
    ["000G4-0R40M-30E20-9185G-R38EE", "Ett tecken i koden är fel"],
    ["000G4-0R40M-30E20-9185G-R38ED", "Det finns inget ärende med den koden"],
  ] as const) {
    await page.locator("#code").fill(code);
    await press(page, "form:has(#code)");
    await expect(page.locator(".problems")).toContainText(words);
    await expect(page.locator("#code")).toHaveValue(code);
  }
});

test("in English the same pages lead the same way", async ({ page, stage, browser }) => {
  test.setTimeout(180_000);
  await openSimpleForm(page, stage, "en");
  await inspectStill(page, "server-form-en", browser);
  await press(page);
  await inspectStill(page, "server-form-mistake-en", browser);
  await page.locator("#q-what").fill("Invoices from a company that the head's brother-in-law owns.");
  await press(page);
  const code = await codeOn(page);
  await inspectStill(page, "server-code-en", browser);
  await page.locator("#code").fill(code);
  await press(page, "form:has(#code)");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page.locator("main")).toContainText("brother-in-law");
  await inspectStill(page, "server-case-en", browser);
});

test("a channel that has switched the path off says so before anything can be written", async ({ page, stage, browser }) => {
  await page.goto(`${stage.intake}/sv/c/stangd/report`);
  await expect(page.locator("noscript section")).toContainText("tar inte emot rapporter utan skript");
  await expect(page.locator(`noscript a[href$="/report/server"]`)).toHaveCount(0);
  await page.goto(`${stage.intake}/sv/c/stangd/report/server`);
  await expect(page.locator("form")).toHaveCount(0);
  await expect(page.locator("main")).toContainText("Arbetsmiljöverket");
  await inspectStill(page, "server-off", browser);
  await page.goto(`${stage.intake}/sv/follow-up/server`);
  await expect(page.locator("main")).toContainText("Skriv inte en kod till någon av dem");
  await inspectStill(page, "server-follow-up-some-off", browser);
});

test("contact details are stored alike on both paths", async ({ browser, page, stage }) => {
  const [name, reach] = ["  Åsa\tÖberg ", " 070-123 45 67, efter kl. 18"];
  await openSimpleForm(page, stage);
  await page.locator("#q-what").fill(`  ${WORDS}\n\n`);
  await page.locator("#contact-name").fill(name);
  await page.locator("#contact-reach").fill(reach);
  await press(page);
  const simple = await only(stage, await referenceOn(page));

  const context = await browser.newContext({ javaScriptEnabled: true });
  const ordinary = await context.newPage();
  await ordinary.clock.setFixedTime(stage.now);
  await openForm(ordinary, stage);
  await walkTo(ordinary, "contact", `  ${WORDS}\n\n`);
  await ordinary.locator("#contact-name").fill(name);
  await ordinary.locator("#contact-reach").fill(reach);
  await walkTo(ordinary, "check", `  ${WORDS}\n\n`);
  await ordinary.locator("[data-send]").click();
  await readCode(ordinary);
  const sealed = (await stage.cases("lunda")).filter((each) => each.entries[1] === simple.entries[1]);
  await context.close();
  expect(simple.entries[1]).toBe("Ditt namn: Åsa Öberg\nHur vi når dig: 070-123 45 67, efter kl. 18");
  // Both cases, alike to the letter: the report's answers too.
  expect(sealed.map(({ entries }) => entries)).toEqual([simple.entries, simple.entries]);
});

test("leaving quickly works without script", async ({ page, stage }) => {
  await page.route("https://www.smhi.se/**", (route) => route.fulfill({ body: "Vädret" }));
  await openSimpleForm(page, stage);
  await page.locator("a[data-leave]").click();
  await page.waitForURL("https://www.smhi.se/");
});
