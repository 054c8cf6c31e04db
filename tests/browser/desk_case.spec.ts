import type { Page } from "@playwright/test";
import { expect, test, type Stage } from "./stage.ts";
import { inspect, inspectStill } from "./inspect.ts";
import { anotherBrowser, goOn, openCase, signIn } from "./member.ts";
import { followUp } from "./reporter.ts";

const box = (page: Page) => page.locator("#cases-box");

/** A channel with one case, opened by its owner. */
async function caseOpen(page: Page, stage: Stage, address: string, words: string): Promise<{ code: string; reference: string }> {
  await stage.found(address);
  const owner = await stage.enrol(address, "Chefsjurist");
  const filed = await stage.file(address, words);
  await signIn(page, stage, owner);
  await openCase(page, filed.reference);
  return filed;
}

test("every key on the list does what it says", async ({ page, stage }) => {
  const { reference } = await caseOpen(page, stage, "tangenter", "Första ärendet.");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("heading", { name: "Välj ett ärende" })).toBeVisible();
  await page.keyboard.press("?");
  const list = page.getByRole("dialog", { name: "Tangenter" });
  await expect(list).toBeVisible();
  for (const does of ["Nästa ärende", "Förra ärendet", "Sök", "Lås", "Tangenter"]) {
    await expect(list.getByText(does, { exact: true }).last()).toBeVisible();
  }
  await page.keyboard.press("Escape");
  await expect(list).toHaveCount(0);
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox")).toBeFocused();
  await page.keyboard.type("Första");
  await page.keyboard.press("Enter");
  await expect(page.locator("a.case-row")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator(".case-head .case-reference")).toHaveText(reference);
  await page.keyboard.press("n");
  await expect(page.getByRole("textbox", { name: "Anteckning" })).toBeFocused();
  await page.keyboard.type("r a n l");
  await expect(box(page)).toHaveValue("r a n l");
  await page.keyboard.press("Control+Enter");
  await expect(page.locator(".composer-sent")).toHaveText("Anteckningen är sparad.");
  await page.locator("#case-title").focus();
  await page.keyboard.press("a");
  await expect(page.getByRole("textbox", { name: "Bekräftelse" })).toBeFocused();
  await page.locator("#case-title").focus();
  await page.keyboard.press("r");
  await expect(page.getByRole("textbox", { name: "Svar" })).toBeFocused();
  // Whoever talks to the computer turns the single keys off, and they stay off.
  await page.locator("#case-title").focus();
  await page.keyboard.press("?");
  await list.getByLabel("Ensamma tangenter gör något").uncheck();
  await page.keyboard.press("Escape");
  await page.keyboard.press("l");
  await page.waitForTimeout(300);
  await expect(page.locator(".case-head")).toBeVisible();
  await page.reload();
  expect(page.url()).toContain("keys=off");
});

test("Ctrl and Enter send nothing from where nobody sees the box", async ({ page, stage }) => {
  const { reference } = await caseOpen(page, stage, "osedd", "Kassan stämmer inte.");
  await goOn(page, "Bekräftelse");
  await expect(box(page)).toHaveValue(/Tack för att du berättar/);
  for (const place of [page.locator("a.case-row"), page.getByRole("searchbox"), page.locator("#case-title")]) {
    await place.focus();
    await page.keyboard.press("Control+Enter");
  }
  await page.waitForTimeout(500);
  await expect(page.locator(".letter.ours")).toHaveCount(0);
  await expect(page.locator(".composer.writing")).toBeVisible();
  await stage.answer("osedd", reference, "HR-direktör", "Jag-tar-det-här.");
  // The row of the case that is open: the link leads nowhere, but what has come is looked for.
  await page.locator("a.case-row").click();
  await expect(page.locator(".letter.ours")).toContainText("Jag-tar-det-här.");
});

test("what comes in while a case is open is told, shown, and moves nobody", async ({ page, stage }) => {
  await page.addInitScript(() => {
    const every = window.setInterval.bind(window);
    // The desk looks every five minutes.
    window.setInterval = ((run: () => void, pause: number) => every(run, pause === 300_000 ? 1000 : pause)) as typeof setInterval;
  });
  const { reference } = await caseOpen(page, stage, "nytt", "Kassan stämmer inte.");
  await goOn(page, "Anteckning");
  await box(page).fill("Halvskriv");
  await stage.answer("nytt", reference, "HR-direktör", "Jag-tar-det-här.");
  await expect(page.locator(".cases-came")).toContainText("Ett nytt inlägg har kommit.");
  await expect(page.locator(".unseen[role=status]")).toContainText("Ett nytt inlägg har kommit.");
  await expect(page.locator("a.case-row")).toContainText("1 ny");
  await expect(box(page)).toBeFocused();
  await page.keyboard.type("et");
  await expect(box(page)).toHaveValue("Halvskrivet");
  await inspect(page, "desk-case-came");
  await page.locator(".cases-came").getByRole("button", { name: "Visa" }).click();
  await expect(page.locator(".letters > li:focus")).toContainText("Jag-tar-det-här.");
  await expect(page.locator(".cases-came")).toHaveCount(0);
  await expect(page.locator("a.case-row")).not.toContainText("1 ny");
});

test("a draft that no server takes stays while other pages are read, and is not locked away unasked", async ({ page, stage }) => {
  await caseOpen(page, stage, "utkast", "Kassan stämmer inte.");
  await goOn(page, "Svar");
  await page.route("**/api/**", (route) => route.abort());
  await box(page).fill("Ett långt svar som ingen server har tagit emot.");
  await expect(page.getByText("Utkastet är inte sparat än.")).toBeVisible();
  await page.getByRole("link", { name: "Konto", exact: true }).click();
  await page.waitForTimeout(3500);
  await page.goBack();
  await expect(box(page)).toHaveValue("Ett långt svar som ingen server har tagit emot.");

  await page.getByRole("button", { name: "Lås", exact: true }).click();
  const ask = page.getByRole("alertdialog", { name: "Ett utkast är inte sparat" });
  await expect(ask).toBeVisible();
  await inspect(page, "desk-draft-unkept");
  await goOn(page, "Stanna kvar");
  await expect(box(page)).toHaveValue("Ett långt svar som ingen server har tagit emot.");
  await page.unroute("**/api/**");
  await box(page).fill("Ett kort svar.");
  await expect(page.getByText("Utkastet sparas förseglat.")).toBeVisible();
  await page.getByRole("button", { name: "Lås", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Skrivbordet är låst" })).toBeVisible();
});

test("a reason that may have been stored is not called unstored, and nothing closes its dialog meanwhile", async ({ page, stage }) => {
  await caseOpen(page, stage, "skalet", "Kassan stämmer inte.");
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  let tries = 0;
  await page.route("**/api/cases/*/envelopes", async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    tries += 1;
    if (tries > 1) return route.continue();
    await held;
    await route.fetch({ headers: { ...route.request().headers(), "sec-fetch-site": "same-origin" } });
    return route.abort();
  });
  await goOn(page, "Öppna …");
  const ask = page.getByRole("dialog", { name: "Öppna kontaktuppgifterna?" });
  await ask.getByLabel("Varför behöver du dem?").fill("Polisen frågar.");
  await goOn(page, "Skriv in skälet och öppna");
  await expect(ask.getByRole("button", { name: "Skälet sparas först …" })).toBeVisible();
  for (let times = 0; times < 3; times += 1) await page.keyboard.press("Escape");
  release();
  await expect(ask.locator(".error")).toContainText("Vi vet inte om skälet sparades");
  await expect(ask.getByLabel("Varför behöver du dem?")).toBeFocused();
  await inspect(page, "desk-contact-unknown");
  // A second try, from a dialog of its own, finds out and stores nothing twice.
  await page.keyboard.press("Escape");
  await expect(ask).toHaveCount(0);
  await goOn(page, "Öppna …");
  await ask.getByLabel("Varför behöver du dem?").fill("Polisen frågar.");
  await goOn(page, "Skriv in skälet och öppna");
  await expect(page.locator(".cases-facts .contact-words")).toContainText("Åsa Lind");
  await inspect(page, "desk-contact-open");
  await expect(page.locator(".letters .event")).toHaveCount(1);
});

test("a reporter sees who opened their contact details, on which day and why, with script and without", async ({ page, stage, browser }) => {
  const { code } = await caseOpen(page, stage, "oppnade", "Chefen hotar oss.");
  const reporter = await anotherBrowser(browser, stage, { viewport: { width: 390, height: 844 } });
  await followUp(reporter, stage, code);
  await expect(reporter.locator("[data-conversation]")).not.toContainText("kontaktuppgifter");
  await page.locator(".cases-facts section", { hasText: "Kontaktuppgifter" }).getByRole("button", { name: "Öppna …" }).click();
  await page.getByLabel("Varför behöver du dem?").fill("Hotet är akut, och vi måste nå dig idag.");
  await goOn(page, "Skriv in skälet och öppna");
  await expect(page.locator(".cases-facts .contact-words")).toContainText("Åsa Lind");

  await reporter.reload();
  await followUp(reporter, stage, code);
  const opened = reporter.locator(".letter", { hasText: "En handläggare har öppnat dina kontaktuppgifter." });
  await expect(opened).toContainText("Chefsjurist");
  await expect(opened).toContainText("Hotet är akut, och vi måste nå dig idag.");
  await expect(opened.locator("time")).toHaveAttribute("datetime", new Date(stage.now).toISOString().slice(0, 10));
  await expect(opened.locator("[data-is-new]")).toBeVisible();
  // What stands in them is not shown again.
  expect(await reporter.content()).not.toContain("Åsa Lind");
  await inspect(reporter, "case-contact-opened");
  await reporter.context().close();

  const plain = await anotherBrowser(browser, stage, { javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
  await plain.goto(`${stage.intake}/sv/follow-up/server`);
  await plain.locator("#code").fill(code);
  await plain.locator("form:has(#code) button").click();
  await expect(plain.locator(".letter", { hasText: "har öppnat dina kontaktuppgifter" })).toContainText("vi måste nå dig idag");
  await inspectStill(plain, "server-case-contact-opened", browser);
  await plain.context().close();
});

test("a note stays at the desk, contact details open on purpose alone, and a closed case can be opened again", async ({ page, stage, browser }) => {
  const { code } = await caseOpen(page, stage, "samtal", "Chefen hotar oss.");
  await goOn(page, "Anteckning");
  await box(page).fill("Ring kamreren först.");
  await page.getByRole("button", { name: /^Försegla och spara/ }).click();
  await expect(page.locator(".letter.note")).toContainText("Ring kamreren först.");

  const contact = page.locator(".cases-facts section", { hasText: "Kontaktuppgifter" });
  await expect(page.locator("body")).not.toContainText("Åsa Lind");
  await contact.getByRole("button", { name: "Öppna …" }).click();
  const ask = page.getByRole("dialog", { name: "Öppna kontaktuppgifterna?" });
  await goOn(page, "Skriv in skälet och öppna");
  await expect(ask).toContainText("Utan skäl öppnas inget.");
  await ask.getByLabel("Varför behöver du dem?").fill("Hotet är akut.");
  await goOn(page, "Skriv in skälet och öppna");
  await expect(contact).toContainText("Åsa Lind, 070-174 06 05");
  await expect(page.locator(".letters .event")).toContainText("Du öppnade kontaktuppgifterna.");
  await goOn(page, "Dölj");
  await expect(page.locator("body")).not.toContainText("Åsa Lind");

  await goOn(page, "Avsluta ärendet …");
  await expect(page.locator(".composer")).toContainText("Ingen har bekräftat rapporten.");
  await goOn(page, "Fyll i resultatet");
  await page.getByLabel("Vad ni kom fram till").selectOption({ label: "Styrkt" });
  await page.getByRole("checkbox", { name: "Rättat eller avhjälpt" }).check();
  await goOn(page, "Försegla och spara");
  await expect(page.locator(".save-said")).toContainText("Sparat.");
  await goOn(page, "Till samtalet");
  await box(page).fill("Nu avslutar vi.");
  await page.getByRole("button", { name: /^Försegla och avsluta/ }).click();
  await expect(page.locator(".composer-sent")).toHaveText("Ärendet är avslutat.");
  // What the law wants stays due: closing tells the reporter of no acknowledgement.
  await expect(page.locator(".cases-facts")).toContainText("Bekräfta senast");

  const reporter = await anotherBrowser(browser, stage, { viewport: { width: 390, height: 844 } });
  await followUp(reporter, stage, code);
  const conversation = reporter.locator("[data-conversation]");
  await expect(conversation).toContainText("Nu avslutar vi.");
  await expect(conversation).toContainText("Hotet är akut.");
  expect(await reporter.content()).not.toContain("kamreren");
  await expect(reporter.locator("[data-state]")).toContainText("avslutat");

  await goOn(page, "Öppna igen …");
  await box(page).fill("Vi tittar en gång till.");
  await page.getByRole("button", { name: /^Försegla och öppna igen/ }).click();
  await expect(page.locator(".composer-sent")).toHaveText("Ärendet är öppet igen.");
});

test("a server that exchanges letters damages what it exchanged and hides nothing else", async ({ page, stage }) => {
  await stage.found("lognen");
  const owner = await stage.enrol("lognen", "Chefsjurist");
  const lied = await stage.file("lognen", "Det här är äkta.");
  const other = await stage.file("lognen", "Ett annat ärende.");
  await stage.answer("lognen", lied.reference, "HR-direktör", "Ett");
  await stage.answer("lognen", lied.reference, "HR-direktör", "Två");
  await stage.swap("lognen", lied.reference);
  await signIn(page, stage, owner);
  await openCase(page, lied.reference);
  await expect(page.locator(".letter.damaged")).toHaveCount(2);
  await expect(page.locator(".letter.damaged").first()).toContainText("Det är ett äkta brev på fel plats.");
  await expect(page.locator(".letter.report")).toContainText("Det här är äkta.");
  await expect(page.locator("a.case-row", { hasText: lied.reference })).toContainText("Något stämmer inte");
  await openCase(page, other.reference);
  await expect(page.locator(".letter.report")).toContainText("Ett annat ärende.");
  await expect(page.locator(".letter.damaged, .cases-case .notice.alarm")).toHaveCount(0);
});

test("of two who answer at once the second is shown what came, and loses nothing", async ({ page, stage }) => {
  const { reference } = await caseOpen(page, stage, "samtidigt", "Två läser det här.");
  await goOn(page, "Svar");
  await box(page).fill("Mitt svar.");
  await stage.answer("samtidigt", reference, "HR-direktör", "Hann-före.");
  await page.getByRole("button", { name: /^Försegla och skicka/ }).click();
  await expect(page.locator(".composer .error")).toContainText("Någon annan har just skrivit till rapportören.");
  await expect(page.locator(".letter.ours")).toContainText("Hann-före.");
  await expect(box(page)).toHaveValue("Mitt svar.");
  await page.getByRole("button", { name: /^Försegla och skicka/ }).click();
  await expect(page.locator(".composer-sent")).toHaveText("Svaret är framme.");
  await expect(page.locator(".letter.ours")).toHaveCount(2);
});

test("a reply that no server answers stays, and sent again it arrives once", async ({ page, stage }) => {
  const { reference } = await caseOpen(page, stage, "avbrott", "Nätet är dåligt här.");
  await goOn(page, "Svar");
  await box(page).fill("Hör du mig?");
  let tries = 0;
  await page.route("**/api/cases/*/envelopes", async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    tries += 1;
    // The first never arrives; of the second only the answer is lost.
    if (tries === 1) return route.abort();
    if (tries === 2) {
      await route.fetch({ headers: { ...route.request().headers(), "sec-fetch-site": "same-origin" } });
      return route.abort();
    }
    return route.continue();
  });
  for (let times = 0; times < 2; times += 1) {
    await page.getByRole("button", { name: /^Försegla och skicka/ }).click();
    await expect(page.locator(".composer .error")).toContainText("Oklart om det kom fram. Inget svar kom från servern");
    await expect(box(page)).toHaveValue("Hör du mig?");
  }
  await page.getByRole("button", { name: /^Försegla och skicka/ }).click();
  await expect(page.locator(".composer-sent")).toHaveText("Svaret är framme.");
  await expect(page.locator(".letter.ours")).toHaveCount(1);
  const [read] = (await stage.cases("avbrott")).filter((each) => each.reference === reference);
  expect(read?.entries.filter((entry) => entry === "Hör du mig?")).toHaveLength(1);
});

test("a withdrawn invitation opens nothing", async ({ page, stage, browser }) => {
  await stage.found("inbjudan");
  const owner = await stage.enrol("inbjudan", "Chefsjurist");
  await signIn(page, stage, owner);
  await page.getByRole("link", { name: "Handläggare", exact: true }).click();
  await page.getByLabel("Titel som rapportörer ser").fill("Ekonomichef");
  await goOn(page, "Gör en inbjudan");
  const shown = page.getByRole("group", { name: "Inbjudningskod" });
  const code = (await shown.innerText()).replaceAll(/\s/g, "");
  await goOn(page, "Dra tillbaka inbjudan");
  await expect(shown).toHaveCount(0);
  await expect(page.getByText("Inga inbjudningar väntar.")).toBeVisible();
  const invitee = await anotherBrowser(browser, stage);
  await invitee.goto(`${stage.desk}/#invitation=${code}`);
  await expect(invitee.getByText("Det finns ingen inbjudan för den koden.")).toBeVisible();
  expect(invitee.url()).not.toContain(code.slice(0, 5));
});
