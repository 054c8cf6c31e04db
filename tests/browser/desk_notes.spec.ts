import type { Page } from "@playwright/test";
import { expect, test } from "./stage.ts";
import { inspect, inspectMistake } from "./inspect.ts";
import { goOn, openCase, signIn } from "./member.ts";

const box = (page: Page) => page.locator("#cases-box");
const row = (page: Page, reference: string) => page.locator("a.case-row", { hasText: reference });

test("two handlers work together in notes, templates, links and assignments, by keyboard", async ({ stage, browser, wire }) => {
  const page = await wire.open(browser);
  test.setTimeout(360_000);
  await page.addInitScript(() => {
    const every = window.setInterval.bind(window);
    // The desk looks every five minutes.
    window.setInterval = ((run: () => void, pause: number) => every(run, pause === 300_000 ? 1000 : pause)) as typeof setInterval;
  });
  await stage.found("samarbete");
  const owner = await stage.enrol("samarbete", "Chefsjurist");
  const other = await stage.enrol("samarbete", "HR-direktör");
  const { reference } = await stage.file("samarbete", "Fakturor från ett byggföretag har delats upp.");
  const second = await stage.file("samarbete", "Samma byggföretag fick avtal utan upphandling.");
  await signIn(page, stage, owner);
  await openCase(page, reference);
  await page.keyboard.press("n");
  await expect(page.getByRole("textbox", { name: "Anteckning" })).toBeFocused();
  await page.keyboard.type("Vem ringer revisorn?");
  await page.keyboard.press("Control+Enter");
  await expect(page.locator(".composer-sent")).toHaveText("Anteckningen är sparad.");
  await page.locator("#case-title").focus();
  await page.keyboard.press("Escape");

  const colleague = await wire.open(browser, { viewport: { width: 390, height: 844 } });
  await signIn(colleague, stage, other);
  await openCase(colleague, reference);
  const note = colleague.locator(".letters > li", { hasText: "Vem ringer revisorn?" });
  // A key answers the newest note; an @ offers those who can open the case.
  await colleague.locator("#case-title").focus();
  await colleague.keyboard.press("t");
  await expect(colleague.locator(".answering")).toContainText("Svarar på anteckningen av Chefsjurist: ”Vem ringer revisorn?”");
  await expect(box(colleague)).toBeFocused();
  await colleague.keyboard.type("Jag, @");
  const offered = colleague.getByRole("listbox", { name: "Vem vill du nämna?" });
  await expect(offered.getByRole("option")).toHaveText(["Chefsjurist", "Säkerhetschef"]);
  await expect(colleague.locator(".unseen[role=status]")).toContainText("Chefsjurist. 2 förslag.");
  await colleague.keyboard.press("ArrowDown");
  await expect(offered.getByRole("option", { name: "Säkerhetschef" })).toHaveAttribute("aria-selected", "true");
  await inspect(colleague, "desk-note-mentioning");
  await colleague.setViewportSize({ width: 390, height: 844 });
  await colleague.keyboard.press("Escape");
  await expect(offered).toHaveCount(0);
  await colleague.keyboard.type("ch");
  await colleague.keyboard.press("Escape");
  for (let times = 0; times < 3; times += 1) await colleague.keyboard.press("Backspace");
  await colleague.keyboard.type("@ch");
  await colleague.keyboard.press("Enter");
  await expect(box(colleague)).toHaveValue("Jag, @Chefsjurist ");
  await colleague.keyboard.type("och @Ekonomichef.");
  await expect(colleague.locator(".composer")).toContainText("Ingen av dem som kan öppna ärendet heter så: @Ekonomichef.");
  await expect(colleague.getByText("Utkastet sparas förseglat.")).toBeVisible();
  await inspect(colleague, "desk-note-answering");
  await colleague.setViewportSize({ width: 390, height: 844 });
  await colleague.keyboard.press("Control+Enter");
  await expect(note.locator(".note-answers .letter.note")).toContainText("Jag, @Chefsjurist och @Ekonomichef.");
  await expect(colleague.locator(".answering")).toHaveCount(0);

  // Whoever is mentioned sees it in the list, and what is new beneath what it answers.
  await expect(row(page, reference)).toContainText("Nämnd");
  const mentions = page.getByRole("button", { name: "1 nämner mig" });
  await mentions.press("Enter");
  await expect(page.locator("a.case-row")).toHaveCount(1);
  await expect(page.locator(".inbox-on")).toContainText("Nämner mig");
  await inspect(page, "desk-inbox-mentioned");
  await openCase(page, reference);
  await expect(row(page, reference)).toHaveCount(0);
  await page.getByRole("button", { name: "Ta bort: Nämner mig" }).click();
  await expect(row(page, reference)).not.toContainText("Nämnd");
  await expect(mentions).toHaveCount(0);
  const answer = page.locator(".note-answers .letter.note");
  await expect(answer.locator(".mention")).toHaveText("@Chefsjurist (Nämner dig)");
  await expect(answer.locator(".tag.duty")).toHaveText("Nytt");
  // The key answers the note in which the focus is; however long the thread, it goes one step in.
  await answer.getByRole("button", { name: "Svara på anteckningen av HR-direktör" }).focus();
  // On a computer that is slow to draw, what is typed at once is the note's too: its `r` begins no reply.
  await page.evaluate(() => {
    const soon = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (draw) => window.setTimeout(draw, 1000, 0);
    window.setTimeout(() => (window.requestAnimationFrame = soon), 1000);
  });
  await page.keyboard.press("t");
  await page.keyboard.type("Bra, före nämnden.");
  await expect(page.locator(".answering")).toContainText("av HR-direktör");
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

  // Assigned with a key, and said in the case and in the list.
  await page.locator("#case-title").focus();
  await page.keyboard.press("p");
  const assign = page.getByRole("dialog", { name: "Vem ska arbeta med ärendet?" });
  await expect(assign.getByRole("checkbox", { name: /^Chefsjurist/ })).toBeFocused();
  await page.keyboard.press("Space");
  await inspect(page, "desk-assign");
  await page.keyboard.press("Enter");
  await expect(assign).toHaveCount(0);
  await expect(page.locator(".cases-facts")).toContainText("Tilldelat");
  await expect(row(page, reference)).toContainText("tilldelat dig");

  // Linked with another case, and seen from both.
  await page.getByRole("button", { name: "Koppla till ett annat ärende …" }).click();
  const linking = page.getByRole("dialog", { name: "Koppla till ett annat ärende" });
  await linking.getByLabel("Sök efter beteckning eller titel").fill("avtal utan");
  await expect(linking.getByRole("radio", { name: new RegExp(second.reference) })).toBeChecked();
  await inspect(page, "desk-link");
  await page.keyboard.press("Enter");
  await expect(linking).toHaveCount(0);
  await page.locator(".linked-cases a", { hasText: second.reference }).click();
  await expect(page.locator(".case-head .case-reference")).toHaveText(second.reference);
  await expect(page.locator(".linked-cases")).toContainText(reference);
  await inspect(page, "desk-linked");

  // Whoever is given the case whose record says so could read of the other: the link is taken away first.
  await page.locator(".linked-cases a", { hasText: reference }).click();
  await expect(page.locator(".case-head .case-reference")).toHaveText(reference);
  await page.getByRole("button", { name: /^Ge någon tillgång …/ }).click();
  const giving = page.getByRole("dialog", { name: "Ge någon tillgång till ärendet" });
  await giving.getByRole("radio", { name: /Kommunrevisor/ }).check();
  await page.keyboard.press("Enter");
  await expect(giving.getByText(`en koppling till ${second.reference}`)).toBeVisible();
  await expect(giving.getByRole("checkbox", { name: /Ta bort kopplingen först/ })).toBeFocused();
  await inspect(page, "desk-given-away");
  await page.keyboard.press("Enter");
  await expect(giving).toHaveCount(0);
  await expect(page.locator(".linked-cases")).toHaveCount(0);
  await expect(page.locator(".cases-facts")).toContainText("Kommunrevisor");

  // Nobody at the server was told a word of it: of notes and whom they name, of a template and what was filled in, of drafts of
  // them, of who works on what, and of what was looked for.
  wire.expectUntold(
    ["Vem ringer revisorn", "@Chefsjurist", "Ekonomichef", "före nämnden", "Tack för din rapport", "frågorna, en på", "Vilken dag var det", "avtal utan", reference, second.reference],
    owner.name,
  );
});

test("a handler keeps templates of their own, by keyboard, on every computer of theirs, and two windows lose nothing", async ({
  stage,
  browser,
  wire,
}) => {
  const page = await wire.open(browser);
  test.setTimeout(240_000);
  await stage.found("egna-mallar");
  const owner = await stage.enrol("egna-mallar", "Chefsjurist");
  const { reference } = await stage.file("egna-mallar", "Fakturor har delats upp.");
  await signIn(page, stage, owner);
  await openCase(page, reference);

  // While writing, a key opens the templates; what stands in the box already stays.
  await page.locator("#case-title").focus();
  await page.keyboard.press("r");
  await expect(box(page)).toBeFocused();
  await page.keyboard.type("Hej!");
  await page.keyboard.press("Control+i");
  const choosing = page.getByRole("dialog", { name: "Infoga en mall" });
  await expect(choosing).toBeVisible();
  await choosing.getByRole("button", { name: "Ny mall" }).press("Enter");
  const writing = page.getByRole("dialog", { name: "Ny mall" });
  await expect(writing.getByLabel("Vad mallen heter")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(writing).toContainText("Skriv vad mallen ska heta.");
  await inspectMistake(page, "desk-template-new-mistake");
  await page.keyboard.type("Besök på plats");
  // What was typed is not lost by a key.
  await page.keyboard.press("Escape");
  await expect(writing).toContainText("Det du har skrivit är inte sparat.");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Vi kommer till {platsen} med anledning av ");
  await writing.getByRole("button", { name: "{beteckning}" }).press("Enter");
  await expect(writing.getByLabel("Text på svenska")).toBeFocused();
  await page.keyboard.type(".");
  await expect(writing.getByLabel("Text på svenska")).toHaveValue("Vi kommer till {platsen} med anledning av {beteckning}.");
  await inspect(page, "desk-template-new");
  await writing.getByLabel("Vad mallen heter").press("Enter");
  await expect(choosing.getByRole("radio", { name: /^Besök på plats/ })).toBeFocused();
  await expect(choosing.getByRole("radio", { name: /^Besök på plats/ })).toBeChecked();
  await expect(choosing.locator(".template-preview")).toHaveText(`Vi kommer till {platsen} med anledning av ${reference}.`);
  await expect(choosing.getByRole("radio", { name: "Engelska" })).toBeDisabled();
  await inspect(page, "desk-templates-own");
  await page.keyboard.press("Enter");
  await expect(box(page)).toBeFocused();
  await page.keyboard.type("kajen");
  await expect(box(page)).toHaveValue(`Hej!\n\nVi kommer till kajen med anledning av ${reference}.`);

  // On another computer, on a phone: it is there, and what was changed since is not written over.
  const phone = await wire.open(browser, { viewport: { width: 390, height: 844 }, hasTouch: true });
  await signIn(phone, stage, owner);
  await openCase(phone, reference);
  await phone.getByRole("button", { name: /^Mall/ }).tap();
  const there = phone.getByRole("dialog", { name: "Infoga en mall" });
  await there.getByRole("radio", { name: /^Besök på plats/ }).tap();
  await there.getByRole("button", { name: "Ändra mallen" }).tap();
  const changing = phone.getByRole("dialog", { name: "Ändra mallen" });
  await changing.getByLabel("Text på engelska").fill("We come to {the place}.");
  await inspect(phone, "desk-template-change-phone");
  await page.keyboard.press("Control+i");
  await choosing.getByRole("radio", { name: /^Besök på plats/ }).check();
  await choosing.getByRole("button", { name: "Ändra mallen" }).press("Enter");
  const here = page.getByRole("dialog", { name: "Ändra mallen" });
  await here.getByLabel("Text på svenska").fill("Vi kommer till {platsen}.");
  await here.getByRole("button", { name: "Spara mallen" }).press("Enter");
  await expect(choosing.locator(".template-preview")).toHaveText("Vi kommer till {platsen}.");
  await changing.getByRole("button", { name: "Spara mallen" }).tap();
  await expect(changing).toContainText("Mallen har ändrats i ett annat fönster eller på en annan dator");
  await changing.getByRole("button", { name: "Avbryt" }).tap();
  await expect(there.locator(".template-preview")).toHaveText("Vi kommer till {platsen}.");
  await phone.context().close();

  // Deleted, and brought back.
  await choosing.getByRole("button", { name: "Ändra mallen" }).press("Enter");
  await here.getByRole("button", { name: "Ta bort mallen" }).press("Enter");
  await expect(choosing).toContainText("Mallen Besök på plats är borttagen.");
  await expect(choosing.getByRole("radio", { name: /^Besök på plats/ })).toHaveCount(0);
  await inspect(page, "desk-template-deleted");
  await choosing.getByRole("button", { name: "Ångra" }).press("Enter");
  await expect(choosing.getByRole("radio", { name: /^Besök på plats/ })).toBeFocused();
  // In the other language, where the fields have other names.
  await page.keyboard.press("Escape");
  await goOn(page, "In English");
  await page.keyboard.press("Control+i");
  const english = page.getByRole("dialog", { name: "Insert a template" });
  await expect(english.getByRole("radio", { name: "Besök på plats · yours" })).toBeVisible();
  await inspect(page, "desk-templates-own-english");
  await english.getByRole("button", { name: "New template" }).press("Enter");
  await expect(page.getByRole("button", { name: "{feedback by}" })).toBeVisible();
  await inspect(page, "desk-template-new-english");
  // A template says what cases are about, before a word of any stands in it.
  wire.expectUntold(["Besök på plats", "Vi kommer till", "{platsen}", "We come to", "{beteckning}", reference], owner.name);
});
