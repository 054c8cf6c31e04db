import type { Page } from "@playwright/test";
import { expect, test, type Stage, type Ways } from "./stage.ts";
import { inspect, inspectMistake } from "./inspect.ts";
import { anotherBrowser, goOn, openCase, signIn, unlock } from "./member.ts";
import { followUp } from "./reporter.ts";

const box = (page: Page) => page.locator("#cases-box");
const facts = (page: Page) => page.locator(".cases-facts");
const title = (page: Page) => page.locator("#case-title");

/** A channel with one case, opened by its owner. */
async function caseOpen(page: Page, stage: Stage, address: string): Promise<{ code: string; reference: string; owner: Ways }> {
  await stage.found(address);
  const owner = await stage.enrol(address, "Chefsjurist");
  const filed = await stage.file(address, "Fakturor från ett byggföretag har delats upp.");
  await signIn(page, stage, owner);
  await openCase(page, filed.reference);
  return { ...filed, owner };
}

test("a case is assessed, planned and tagged by keyboard alone", async ({ page, stage }) => {
  test.setTimeout(240_000);
  await caseOpen(page, stage, "journal-bedomning");
  await expect(facts(page)).toContainText("Inget är ifyllt än.");
  await page.keyboard.press("e");
  await expect(page.getByRole("group", { name: "Tilldelat" }).getByRole("checkbox", { name: "Chefsjurist" })).toBeFocused();
  await page.keyboard.press("Space");
  await page.getByLabel("Nästa steg").focus();
  await page.keyboard.type("Begär ut fakturorna");
  await page.getByLabel("Senast", { exact: true }).fill("2026-12-04");
  await page.getByLabel("Prioritet").focus();
  await page.keyboard.type("H");
  await page.getByLabel("Etiketter", { exact: true }).focus();
  await page.keyboard.type("inköp, bygg");
  await page.keyboard.press("Enter");
  await expect(page.locator(".record .tag-list li")).toHaveText(["inköp×", "bygg×"]);
  const severity = page.getByRole("radiogroup", { name: "Allvar" });
  await severity.getByRole("radio", { name: "Inte bedömt" }).focus();
  // From the last of the group round to the first, as radio buttons go.
  for (let times = 0; times < 3; times += 1) await page.keyboard.press("ArrowDown");
  await expect(severity.getByRole("radio", { name: "3, allvarligt" })).toBeChecked();
  await inspect(page, "desk-record");

  await page.getByLabel("Vad bedömningen leder till").selectOption({ label: "Utredning" });
  await page.keyboard.press("Control+Enter");
  await expect(page.locator(".save-said")).toContainText("Inte sparat. Rätta det här först:");
  await expect(page.getByLabel("Skäl till beslutet")).toBeFocused();
  await inspectMistake(page, "desk-record-mistake");
  await page.getByLabel("Skäl till beslutet").focus();
  await page.keyboard.type("Mönstret är tydligt.");
  await page.keyboard.press("Escape");
  const ask = page.getByRole("alertdialog", { name: "Ändringar är inte sparade" });
  await expect(ask).toBeVisible();
  await inspect(page, "desk-record-unsaved");
  await page.keyboard.press("Escape");
  await page.getByLabel("Skäl till beslutet").focus();
  await page.keyboard.press("Control+Enter");
  await expect(page.locator(".save-said")).toContainText("Sparat.");
  await expect(page.getByLabel("Skäl till beslutet")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(title(page)).toBeFocused();
  await expect(page.locator(".letters .event")).toContainText("Du ändrade uppgifterna. Tilldelat: Chefsjurist; Nästa steg:");
  for (const said of ["3, allvarligt", "Begär ut fakturorna", "Hög", "inköp"]) await expect(facts(page)).toContainText(said);
  await inspect(page, "desk-record-facts");
});

test("what few cases need lies folded until somebody opens it, and open once it says something", async ({ page, stage }) => {
  await caseOpen(page, stage, "journal-sallan");
  await page.keyboard.press("e");
  await page.getByRole("group", { name: "Har prövat jäv, och är inte jäviga" }).getByRole("checkbox", { name: "Chefsjurist" }).check();
  const reporter = page.locator("details.record-group.reporter");
  await expect(page.getByLabel("Hur rapportören rapporterar")).toBeHidden();
  await reporter.locator("summary").focus();
  await page.keyboard.press("Enter");
  await page.getByLabel("Hur rapportören rapporterar").selectOption("Känd bara för er");
  await page.getByRole("checkbox", { name: "en chef eller kollega" }).check();
  await page.getByLabel("Vilken juridisk person eller enhet").fill("Tekniska nämnden");
  await page.getByLabel("Hur rapportören rapporterar").scrollIntoViewIfNeeded();
  await inspect(page, "desk-record-rare");
  await page.keyboard.press("Control+Enter");
  await expect(page.locator(".save-said")).toContainText("Sparat.");
  await page.getByLabel("Nästa steg").focus();
  await page.keyboard.press("Escape");
  await expect(page.locator(".letters .event")).toContainText("Har prövat jäv, och är inte jäviga: Chefsjurist");
  // What says something is not hidden again.
  await page.keyboard.press("e");
  await expect(page.getByLabel("Hur rapportören rapporterar")).toHaveValue("confidential");
  await expect(page.locator("details.record-group.came")).not.toHaveAttribute("open");
});

test("of two who save at once the second sees what the first changed, and settles what both did", async ({ page, stage, browser }) => {
  test.setTimeout(240_000);
  const { reference } = await caseOpen(page, stage, "journal-samtidigt");
  const colleague = await anotherBrowser(browser, stage);
  await signIn(colleague, stage, await stage.enrol("journal-samtidigt", "HR-direktör"));
  await openCase(colleague, reference);
  for (const each of [page, colleague]) await each.keyboard.press("e");
  await colleague.getByRole("radio", { name: "4, mycket allvarligt" }).check();
  await colleague.getByLabel("Sammanfattning", { exact: true }).fill("Uppdelade inköp.");
  await colleague.keyboard.press("Control+Enter");
  await expect(colleague.locator(".save-said")).toContainText("Sparat.");

  await page.getByRole("radio", { name: "2, måttligt" }).check();
  await page.getByLabel("Nästa steg").fill("Ring revisorn");
  await page.keyboard.press("Control+Enter");
  await expect(page.locator(".save-said")).toContainText("Någon annan hann före.");
  const news = page.locator(".record-news");
  await expect(news).toContainText("HR-direktör ändrade samtidigt");
  await expect(news).toContainText("Sammanfattning: skrivet");
  await expect(page.locator(".settle")).toContainText("4, mycket allvarligt");
  await inspect(page, "desk-record-conflict");
  await page.getByLabel("Nästa steg").press("Control+Enter");
  await expect(page.locator(".field.wrong")).toContainText("Välj vilken version som ska gälla.");
  await inspectMistake(page, "desk-record-unsettled");
  await goOn(page, "Ta den andras: Allvar");
  await page.getByLabel("Nästa steg").press("Control+Enter");
  await expect(page.locator(".save-said")).toContainText("Sparat.");
  await page.getByText("Tidigare versioner").click();
  await expect(page.locator(".record-history ol > li")).toHaveCount(2);
  await expect(page.locator(".record-history ol > li").first()).toContainText("Nästa steg: Ring revisorn");
  await expect(page.locator(".record-history ol > li").last()).toContainText("Allvar: 4, mycket allvarligt");
  await inspect(page, "desk-record-history");
  await colleague.context().close();
});

test("what is filled in and not saved is there again after the desk has locked or the page was closed, beside what others saved since", async ({ stage, browser, wire }) => {
  const page = await wire.open(browser);
  test.setTimeout(240_000);
  const { reference, owner } = await caseOpen(page, stage, "journal-utkast");
  await page.keyboard.press("e");
  await page.getByRole("radio", { name: "2, måttligt" }).check();
  await page.getByLabel("Nästa steg").fill("Ring revisorn");
  await page.keyboard.press("Escape");
  const ask = page.getByRole("alertdialog", { name: "Ändringar är inte sparade" });
  await goOn(page, "Behåll som utkast");
  await expect(ask).toHaveCount(0);
  await expect(page.getByRole("button", { name: /Handläggning.*2 ändringar/ })).toBeVisible();
  await expect(page.locator(".case-row .tag.draft")).toHaveText("Utkast");
  // Nobody is asked: nothing would be lost.
  await page.getByRole("button", { name: "Lås", exact: true }).click();
  await unlock(page, owner);

  const colleague = await wire.open(browser);
  await signIn(colleague, stage, await stage.enrol("journal-utkast", "HR-direktör"));
  await openCase(colleague, reference);
  await colleague.keyboard.press("e");
  await colleague.getByRole("radio", { name: "4, mycket allvarligt" }).check();
  await colleague.getByLabel("Sammanfattning", { exact: true }).fill("Uppdelade inköp.");
  await colleague.keyboard.press("Control+Enter");
  await expect(colleague.locator(".save-said")).toContainText("Sparat.");
  await colleague.context().close();

  await expect(page.locator(".case-row .tag.draft")).toBeVisible();
  await page.getByRole("searchbox").focus();
  await openCase(page, reference);
  await page.keyboard.press("e");
  await expect(page.getByLabel("Nästa steg")).toHaveValue("Ring revisorn");
  await expect(page.locator(".record-news")).toContainText("HR-direktör ändrade samtidigt");
  await inspect(page, "desk-record-restored");
  // The page closes: what was typed last goes up as it does.
  await page.getByLabel("Nästa steg").fill("Ring revisorn på måndag");
  await page.goto("about:blank");
  await page.goto(stage.desk);
  await unlock(page, owner);
  await openCase(page, reference);
  await page.keyboard.press("e");
  await expect(page.getByLabel("Nästa steg")).toHaveValue("Ring revisorn på måndag");
  await goOn(page, "Behåll mitt: Allvar");
  await page.getByLabel("Nästa steg").press("Control+Enter");
  await expect(page.locator(".save-said")).toContainText("Sparat.");
  await expect(page.locator(".case-row .tag.draft")).toHaveCount(0);
  await expect(page.getByLabel("Sammanfattning", { exact: true })).toHaveValue("Uppdelade inköp.");
  // Neither what was saved nor what was only begun, nor the last of it as the page closed, went to the server in the open.
  wire.expectUntold(["Ring revisorn", "på måndag", "Uppdelade inköp", "next-step", "severity", "summary", reference, owner.passphrase], owner.name);
});

test("the reporter is told where the work stands, or is not, and a case closes with what came of it", async ({ page, stage, browser }) => {
  test.setTimeout(240_000);
  const { code } = await caseOpen(page, stage, "journal-lage");
  await page.keyboard.press("m");
  const move = page.getByRole("dialog", { name: "Ändra läge" });
  await goOn(page, "Skriv meddelandet");
  await expect(move).toContainText("Välj det nya läget.");
  await inspectMistake(page, "desk-move-mistake");
  await move.getByRole("radio", { name: "Utanför kanalen" }).check();
  await move.getByRole("radio", { name: "Nej, bara vi som handlägger" }).check();
  await goOn(page, "Försegla och ändra");
  await expect(move).toContainText("Skriv varför.");
  await move.getByRole("radio", { name: "Bedöms" }).check();
  await goOn(page, "Försegla och ändra");
  await expect(move).toHaveCount(0);
  await expect(facts(page)).toContainText("Bedöms");

  const reporter = await anotherBrowser(browser, stage, { viewport: { width: 390, height: 844 } });
  await followUp(reporter, stage, code);
  await expect(reporter.locator("[data-state]")).not.toContainText("bedöm");

  await page.keyboard.press("m");
  await move.getByRole("radio", { name: "Utreds" }).check();
  await goOn(page, "Skriv meddelandet");
  await expect(box(page)).toBeFocused();
  await expect(page.getByLabel("Läge för rapportören")).toHaveValue("investigate");
  await page.keyboard.type("Vi utreder nu.");
  await inspect(page, "desk-move-told");
  await box(page).press("Control+Enter");
  await expect(page.locator(".composer-sent")).toHaveText("Svaret är framme.");
  await expect(page.locator(".letter.ours")).toContainText("utredning");
  await expect(facts(page)).toContainText("Utreds");
  await reporter.reload();
  await followUp(reporter, stage, code);
  await expect(reporter.locator("[data-state]")).toContainText("utred");

  await goOn(page, "Avsluta ärendet …");
  await page.getByRole("button", { name: /^Försegla och avsluta/ }).click();
  await expect(page.locator(".composer .error")).toContainText("Fyll i vad ni kom fram till");
  await inspect(page, "desk-close-unrecorded");
  await goOn(page, "Fyll i resultatet");
  await expect(page.getByLabel("Vad ni kom fram till")).toBeFocused();
  await page.getByLabel("Vad ni kom fram till").selectOption({ label: "Delvis styrkt" });
  await page.getByRole("checkbox", { name: "Ändrad rutin eller kontroll" }).check();
  await page.keyboard.press("Control+Enter");
  await expect(page.locator(".save-said")).toContainText("Sparat.");
  await page.keyboard.press("Escape");
  await box(page).press("Control+Enter");
  await expect(page.locator(".composer-sent")).toHaveText("Ärendet är avslutat.");
  await expect(facts(page)).toContainText("Delvis styrkt");
});

test("a duty is noted to be none with its reason, the reporter is told that and not why, and it is taken back", async ({ page, stage, browser }) => {
  test.setTimeout(240_000);
  const { code } = await caseOpen(page, stage, "undantag");
  const toDo = facts(page).locator(".to-do");
  await toDo.first().getByRole("button", { name: "Ingen bekräftelse …" }).click();
  const dialog = page.getByRole("dialog", { name: "Ingen bekräftelse" });
  await goOn(page, "Anteckna");
  await expect(dialog.locator(".error")).toHaveText(["Välj varför."]);
  await inspectMistake(page, "desk-waive-mistake");
  await dialog.getByRole("radio", { name: "Den kan röja vem rapportören är" }).focus();
  await page.keyboard.press("Space");
  await dialog.getByLabel("Skäl").fill("Rapportören var ensam i rummet.");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(dialog).toHaveCount(0);
  const waived = facts(page).locator(".waived");
  await expect(waived).toContainText("Rapportören var ensam i rummet.");
  await expect(page.locator("form.composer .composer-kind")).toHaveText(["Svar", "Återkoppling", "Protokoll", "Anteckning"]);
  await expect(page.locator("a.case-row")).not.toContainText("Bekräfta");
  await inspect(page, "desk-waived");

  // In the case work it stands with its reason, and feedback is noted there.
  await title(page).focus();
  await page.keyboard.press("e");
  await expect(page.getByLabel("Undantag från bekräftelse", { exact: true })).toHaveValue("would-reveal");
  await page.getByLabel("Undantag från återkoppling", { exact: true }).selectOption({ label: "Går inte att lämna" });
  await page.getByLabel("Skäl till undantaget från återkoppling").fill("Ingen väg att nå rapportören.");
  await page.keyboard.press("Control+Enter");
  await expect(page.locator(".save-said")).toContainText("Sparat.");
  await page.keyboard.press("Escape");
  await expect(page.getByText("Servern uppger")).toHaveCount(0);

  const reporter = await anotherBrowser(browser, stage, { viewport: { width: 390, height: 844 } });
  await followUp(reporter, stage, code);
  const told = reporter.locator("[data-no-acknowledgement], [data-no-feedback]");
  await expect(told.filter({ visible: true })).toHaveCount(2);
  await expect(reporter.locator("main")).not.toContainText("ensam i rummet");
  await inspect(reporter, "case-waived");
  await reporter.context().close();

  await waived.filter({ hasText: "Ingen bekräftelse" }).getByRole("button", { name: "Ta bort undantaget …" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Ta bort undantaget" }).click();
  await expect(page.locator("form.composer .composer-kind").first()).toHaveText("Bekräftelse");
  await expect(toDo).toHaveCount(2);
});
