import type { Page } from "@playwright/test";
import { expect, test } from "./stage.ts";
import { inspect, inspectMistake } from "./inspect.ts";
import { goOn, openCase, signIn, unlock } from "./member.ts";

const rows = (page: Page) => page.locator("a.case-row");
const bulk = (page: Page) => page.getByRole("region", { name: "Ändra flera ärenden" });

test("several cases are tagged and assigned at one go, what cannot be is told, and the search for them is saved as a view", async ({
  stage,
  browser,
  wire,
}) => {
  const page = await wire.open(browser);
  test.setTimeout(300_000);
  await stage.found("manga-pa-en-gang");
  const owner = await stage.enrol("manga-pa-en-gang", "Chefsjurist");
  const references: string[] = [];
  for (const what of ["Fakturor har delats upp.", "En svåger fick tjänsten.", "Fakturor saknas."]) {
    references.push((await stage.file("manga-pa-en-gang", what)).reference);
  }
  await signIn(page, stage, owner);
  await expect(page.locator(".cases-progress")).toHaveCount(0);
  await expect(rows(page)).toHaveCount(3);

  // Rows are chosen by keys, and by boxes.
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await expect(bulk(page)).toContainText("1 valt");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  await expect(bulk(page)).toContainText("3 valda");
  await page.getByRole("checkbox", { name: new RegExp(references[1] ?? "") }).uncheck();
  await expect(bulk(page)).toContainText("2 valda");
  await bulk(page).getByLabel("Ändring").selectOption({ label: "Lägg till etikett" });
  await goOn(page, "Försegla och ändra 2 ärenden");
  await expect(bulk(page)).toContainText("Skriv en etikett.");
  await inspectMistake(page, "desk-many-mistake");
  await bulk(page).getByRole("combobox", { name: "Etikett" }).fill("inköp");
  await page.keyboard.press("Enter");
  await expect(bulk(page)).toContainText("2 ärenden är ändrade.");
  await expect(page.locator(".case-row .tag.own")).toHaveText(["inköp", "inköp"]);
  await inspect(page, "desk-many-done");
  await goOn(page, "Välj alla 3 som visas");
  await bulk(page).getByLabel("Ändring").selectOption({ label: "Tilldela" });
  await bulk(page).getByLabel("Vem").selectOption({ label: "Mig" });
  await inspect(page, "desk-many");
  await goOn(page, "Försegla och ändra 3 ärenden");
  await expect(bulk(page)).toContainText("3 ärenden är ändrade.");
  await goOn(page, "Klar");
  await expect(bulk(page)).toHaveCount(0);

  // What was saved at one go is a version like any other; its tags are offered in other cases.
  await openCase(page, references[1] ?? "");
  await expect(page.locator(".letters .event")).toContainText("Du ändrade uppgifterna. Tilldelat: Chefsjurist");
  await page.keyboard.press("e");
  const tags = page.getByRole("combobox", { name: "Etiketter", exact: true });
  await tags.focus();
  await page.keyboard.type("in");
  await expect(page.getByRole("option", { name: "inköp", exact: true })).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("option", { name: "inköp", exact: true })).toHaveAttribute("aria-selected", "true");
  await inspect(page, "desk-many-tags");
  await tags.fill("");
  await page.keyboard.type("in");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.locator(".record .tag-list li").first()).toHaveText("inköp×");
  await page.keyboard.press("Control+Enter");
  await expect(page.locator(".save-said")).toContainText("Sparat.");

  // A search with its order is saved under a name, by keys alone.
  await page.keyboard.press("Escape");
  await page.keyboard.press("/");
  await page.keyboard.type("fakturor");
  await expect(rows(page)).toHaveCount(2);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  await page.keyboard.press("f");
  await page.getByRole("combobox", { name: "Etiketter" }).first().selectOption({ label: "inköp (3)" });
  await page.getByRole("combobox", { name: "Ordning" }).selectOption({ label: "Nyast först" });
  await page.keyboard.press("Escape");
  await page.keyboard.press("v");
  const name = page.getByLabel("Spara det som visas nu som");
  await expect(name).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator(".inbox-views")).toContainText("Skriv vad vyn ska heta.");
  await name.fill("Inköpen");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Inköpen", exact: true })).toHaveAttribute("aria-pressed", "true");
  await inspect(page, "desk-views");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Vy: Inköpen" })).toBeVisible();

  // It is there after locking, and on another computer, on a phone.
  await page.getByRole("button", { name: "Lås", exact: true }).click();
  await unlock(page, owner);
  await page.keyboard.press("v");
  const saved = page.getByRole("button", { name: "Inköpen", exact: true });
  await expect(saved).toBeVisible();
  await saved.focus();
  await page.keyboard.press("Enter");
  await expect(page.locator(".inbox-on")).toContainText("Etiketter: inköp");
  await expect(page.getByRole("list", { name: "Ärenden, de nyaste först" })).toBeVisible();
  const phone = await wire.open(browser, { viewport: { width: 390, height: 844 }, hasTouch: true });
  await signIn(phone, stage, owner);
  await goOn(phone, "Vyer");
  await phone.getByRole("button", { name: "Inköpen", exact: true }).tap();
  await expect(phone.getByRole("button", { name: "Vy: Inköpen" })).toBeVisible();
  await phone.getByRole("button", { name: "Välj flera" }).tap();
  await phone.getByRole("checkbox").first().tap();
  await expect(bulk(phone)).toContainText("1 valt");
  await inspect(phone, "desk-many-phone");
  await goOn(phone, "Vy: Inköpen");
  await phone.getByRole("button", { name: "Ta bort vyn Inköpen" }).tap();
  await expect(phone.locator(".view-gone")).toContainText("Vyn Inköpen är borttagen.");
  await expect(phone.getByRole("button", { name: "Inköpen", exact: true })).toHaveCount(0);
  await phone.getByRole("button", { name: "Ångra" }).tap();
  await expect(phone.getByRole("button", { name: "Inköpen", exact: true })).toBeVisible();
  await phone.context().close();
  // By what was searched, what the view is called and by what cases are tagged is nobody's business at the server.
  wire.expectUntold(["fakturor", "Fakturor", "Inköpen", ...references], owner.name);
});
