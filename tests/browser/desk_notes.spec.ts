import type { Page } from "@playwright/test";
import { expect, test } from "./stage.ts";
import { inspect, inspectMistake } from "./inspect.ts";
import { anotherBrowser, openCase, signIn } from "./member.ts";

const box = (page: Page) => page.locator("#cases-box");

test("two handlers talk among themselves in notes, by keyboard", async ({ page, stage, browser }) => {
  test.setTimeout(300_000);
  await stage.found("samarbete");
  const owner = await stage.enrol("samarbete", "Chefsjurist");
  const other = await stage.enrol("samarbete", "HR-direktör");
  const { reference } = await stage.file("samarbete", "Fakturor från ett byggföretag har delats upp.");
  await signIn(page, stage, owner);
  await openCase(page, reference);
  await page.keyboard.press("n");
  await expect(page.getByRole("textbox", { name: "Anteckning" })).toBeFocused();
  await page.keyboard.type("Vem ringer revisorn?");
  await page.keyboard.press("Control+Enter");
  await expect(page.locator(".composer-sent")).toHaveText("Anteckningen är sparad.");

  const colleague = await anotherBrowser(browser, stage, { viewport: { width: 390, height: 844 } });
  await signIn(colleague, stage, other);
  await openCase(colleague, reference);
  const note = colleague.locator(".letters > li", { hasText: "Vem ringer revisorn?" });
  // A key answers the newest note; what is half written outlives a lock, with what it answers.
  await colleague.locator("#case-title").focus();
  await colleague.keyboard.press("t");
  await expect(colleague.locator(".answering")).toContainText("Svarar på anteckningen av Chefsjurist: ”Vem ringer revisorn?”");
  await expect(box(colleague)).toBeFocused();
  await colleague.keyboard.type("Jag kan ringa på måndag.");
  await expect(colleague.getByText("Utkastet sparas förseglat.")).toBeVisible();
  await inspect(colleague, "desk-note-answering");
  await colleague.setViewportSize({ width: 390, height: 844 });
  await colleague.keyboard.press("Control+Enter");
  await expect(note.locator(".note-answers .letter.note")).toContainText("Jag kan ringa på måndag.");
  await expect(colleague.locator(".answering")).toHaveCount(0);

  // What is new stands beneath what it answers, and is shown where it stands.
  await page.locator("a.case-row").click();
  const answer = page.locator(".note-answers .letter.note");
  await expect(answer).toContainText("Jag kan ringa på måndag.");
  await expect(answer.locator(".tag.duty")).toHaveText("Nytt");
  // The key answers the note in which the focus is; however long the thread, it goes one step in.
  await answer.getByRole("button", { name: "Svara på anteckningen av HR-direktör" }).focus();
  await page.keyboard.press("t");
  await expect(page.locator(".answering")).toContainText("av HR-direktör");
  await page.keyboard.type("Bra, före nämnden.");
  await page.keyboard.press("Control+Enter");
  await expect(page.locator(".note-answers .letter.note")).toHaveCount(2);
  await expect(page.locator(".note-answers .note-answers")).toHaveCount(0);
  await expect(page.locator(".note-answers .letter.note").last()).toContainText("Du till HR-direktör");
  await inspect(page, "desk-note-thread");

  // A template, by keyboard: what is known is filled in, and nothing goes with a blank left.
  await page.locator("#case-title").focus();
  await page.keyboard.press("i");
  const templates = page.getByRole("dialog", { name: "Infoga en mall" });
  await expect(templates.getByRole("radio", { name: /^Fråga om mer/ })).toBeFocused();
  await expect(templates.locator(".template-preview")).toContainText(reference);
  await inspect(page, "desk-templates");
  await page.keyboard.press("Enter");
  await expect(box(page)).toBeFocused();
  await page.keyboard.press("Control+Enter");
  await expect(page.locator(".composer .error")).toContainText("Fyll i, eller ta bort, det som står inom klammer: {frågorna, en på varje rad}");
  await inspectMistake(page, "desk-template-blank");
  // The focus is on the blank: what is typed takes its place.
  await page.keyboard.type("Vilken dag var det?");
  await page.keyboard.press("Control+Enter");
  await expect(page.locator(".composer-sent")).toHaveText("Svaret är framme.");
  await expect(page.locator(".letter.ours")).toContainText(`Tack för din rapport, ${reference}.`);
  await expect(page.locator(".letter.ours")).toContainText("Vilken dag var det?");
});
