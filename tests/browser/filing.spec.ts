import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { WHOLE } from "./chromium.ts";
import { expect, test } from "./stage.ts";
import { file, followUp, openForm, walkTo, WORDS } from "./reporter.ts";

test.use({ viewport: { width: 390, height: 844 } });

test("a report crosses to the handler, and the answer crosses back", async ({ page, stage, context }) => {
  const { code, reference } = await file(page, stage);
  const [filed] = (await stage.cases("lunda")).filter((each) => each.reference === reference);
  expect(filed?.entries[0]).toContainEqual(`what: ${WORDS}`);

  await followUp(page, stage, code.toLowerCase().replaceAll("-", " "));
  await expect(page.locator("[data-conversation] .letter")).toHaveCount(1);
  await expect(page).toHaveTitle(/^Ditt ärende – /);
  await expect(page.locator("[data-text]").first()).toContainText(WORDS);
  await expect(page.locator("[data-state]")).toContainText("inte bekräftad");

  await stage.day(3, page);
  await stage.reply("lunda", reference, "acknowledge", "Tack. Vi har tagit emot din rapport.");
  await followUp(page, stage, code);
  await expect(page.locator("[data-new]")).toContainText("En sak är ny");
  await expect(page.locator("[data-conversation] .letter").last()).toContainText("Tack. Vi har tagit emot din rapport.");
  await expect(page.locator("[data-state]")).toContainText("bekräftad");
  await expect(page.locator("[data-text]").last()).toHaveAttribute("lang", "sv");

  await page.locator("#reply").fill("Det finns fler fakturor.");
  await page.locator("form[data-reply] button").click();
  await expect(page.locator("form[data-reply] [data-sending]")).toContainText("Meddelandet är framme");
  await expect(page.locator("#reply")).toHaveValue("");
  const [answered] = (await stage.cases("lunda")).filter((each) => each.reference === reference);
  expect(answered?.entries).toContain("Det finns fler fakturor.");

  await followUp(page, stage, code);
  await expect(page.locator("[data-new]")).toContainText("Inget nytt");

  const kept = await page.evaluate(async () => [
    document.cookie,
    localStorage.length,
    sessionStorage.length,
    (await indexedDB.databases()).length,
    location.href.includes("k="),
  ]);
  expect(kept).toEqual(["", 0, 0, 0, false]);
  expect(await context.cookies()).toEqual([]);
});

test("a browser whose autofill asks its maker about forms asks nothing about the reporter's", async ({ playwright, stage, launchOptions }) => {
  const asked = new Set<string>();
  const proxy = createServer((_request, answer) => {
    answer.setHeader("Content-Type", "text/html").end('<!doctype html><form method="dialog"><input autocomplete="off"></form>');
  });
  proxy.on("connect", ({ url = "" }, socket) => {
    asked.add(url);
    socket.destroy();
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  const { port } = proxy.address() as AddressInfo;
  // Playwright tells a browser to ask its maker for nothing; a reporter's is told no such thing.
  const browser = await playwright.chromium.launch({
    ...launchOptions,
    executablePath: WHOLE,
    ignoreDefaultArgs: ["--disable-background-networking"],
    proxy: { server: `http://127.0.0.1:${port}`, bypass: "127.0.0.1" },
  });
  try {
    const page = await browser.newPage({ locale: "sv-SE" });
    await page.clock.setFixedTime(stage.now);
    await openForm(page, stage);
    await walkTo(page, "files");
    await walkTo(page, "contact");
    await page.locator("input[data-contact]").first().pressSequentially("Kim");
    const { code } = await file(page, stage);
    await followUp(page, stage, code);
    await page.locator("#reply").pressSequentially("Hej igen.");
    const aboutForms = (): readonly string[] => [...asked].filter((host) => host.includes("autofill"));
    await page.waitForTimeout(1_500);
    expect(aboutForms()).toEqual([]);
    // About another form it does ask: what would be seen is known to be seen.
    await page.locator("#reply").fill("");
    await page.goto("http://form.invalid/");
    await page.locator("input").pressSequentially("Kim");
    await expect.poll(aboutForms).not.toEqual([]);
  } finally {
    await browser.close();
    proxy.close();
    proxy.closeAllConnections();
  }
});
