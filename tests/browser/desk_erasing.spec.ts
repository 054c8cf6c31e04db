import { inspect, inspectMistake } from "./inspect.ts";
import { anotherBrowser, goOn, openCase, signIn } from "./member.ts";
import { followUp } from "./reporter.ts";
import { expect, test } from "./stage.ts";

test("a public record is erased only with a registered decision, and not while it is kept until further notice", async ({ page, stage }) => {
  await stage.found("gallras");
  const ways = await stage.enrol("gallras", "Chefsjurist");
  const { reference } = await stage.file("gallras", "Avtalet förlängdes utan beslut.");
  await signIn(page, stage, ways);
  await openCase(page, reference);
  const ending = page.locator("section", { has: page.getByRole("heading", { name: "Gallring" }) });
  await expect(ending).toContainText("Ärendet är inte avslutat och raderas inte.");
  await expect(ending.getByRole("button")).toHaveText(["Bevara tills vidare …"]);

  await stage.reply("gallras", reference, "close", "Vi har avslutat ärendet.");
  await stage.day(1, page);
  await signIn(page, stage, ways);
  await openCase(page, reference);
  await expect(ending).toContainText("Det raderas bara med ett registrerat gallringsbeslut");
  await inspect(page, "desk-erasing");
  await ending.getByRole("button", { name: "Registrera gallringsbeslut …" }).focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("Exportera det till e-arkivet");
  await goOn(page, "Registrera beslutet");
  await expect(dialog).toContainText("Skriv beslutets beteckning på en rad.");
  await expect(dialog).toContainText("Skriv arkivets kvittens på en rad");
  await inspectMistake(page, "desk-erasing-mistake");
  await dialog.getByLabel("Beslutets beteckning").fill("KS 2027/114 § 8");
  await dialog.getByLabel("Beslutets dag").fill("2027-01-20");
  await dialog.getByLabel("E-arkivets kvittens").fill("Leverans 2027-31");
  await goOn(page, "Registrera beslutet");
  await expect(dialog).toHaveCount(0);
  await expect(ending).toContainText("Gallringsbeslut KS 2027/114 § 8");
  await expect(ending).toContainText("E-arkivets kvittens: Leverans 2027-31");
  await expect(page.locator(".letters .event").last()).toContainText("KS 2027/114 § 8");

  await ending.getByRole("button", { name: "Bevara tills vidare …" }).click();
  await dialog.getByLabel("Skäl").fill("Rättegång pågår.");
  await page.getByRole("button", { name: "Bevara", exact: true }).click();
  await expect(ending).toContainText("Bevaras tills vidare");
  await expect(ending).toContainText("Rättegång pågår.");
  // A day to look again stands in the form already, and another can be named.
  const toDo = page.locator("section", { has: page.getByRole("heading", { name: "Att göra" }) });
  await expect(toDo).toContainText("Se över bevarandet senast");
  await inspect(page, "desk-erasing-held");
  await toDo.getByRole("button", { name: "Se över bevarandet …" }).click();
  await dialog.getByLabel("Ses över senast").fill("2020-01-01");
  await goOn(page, "Bevara vidare");
  await expect(dialog).toContainText("Ange en dag efter i dag.");
  await inspectMistake(page, "desk-erasing-review-mistake");
  await dialog.getByLabel("Ses över senast").fill(dayAfter(stage.now, 3));
  await goOn(page, "Bevara vidare");
  await expect(dialog).toHaveCount(0);
  await expect(toDo).toContainText("3 dagar kvar");
  // It is borne out by the record: the server says nothing else.
  await expect(page.getByText("Servern uppger något annat")).toHaveCount(0);
  await goOn(page, "Häv bevarandet …");
  await dialog.getByRole("button", { name: "Häv bevarandet" }).click();
  await expect(ending).not.toContainText("Bevaras tills vidare");

  // Without a decision the end of its time is a duty, found in the inbox before and after it.
  await goOn(page, "Ta bort gallringsbeslutet …");
  await dialog.getByRole("button", { name: "Ta bort beslutet" }).click();
  await expect(dialog).toHaveCount(0);
  await stage.day(720, page);
  await signIn(page, stage, ways);
  const row = page.locator("a.case-row");
  await expect(row).toContainText("dagar försenat");
  await page.getByRole("button", { name: "1 för gallring" }).click();
  await expect(row).toHaveCount(1);
  await expect(row).toContainText("gallringsbeslut saknas");
  await inspect(page, "desk-inbox-ending");
  await row.click();
  await expect(toDo).toContainText("Gallringsbeslut senast");
  await expect(toDo.getByRole("button", { name: "Registrera gallringsbeslut …" })).toBeVisible();
  await inspect(page, "desk-erasing-undecided");
});

/** The day so many days later, as it is typed. */
function dayAfter(now: number, days: number): string {
  return new Date(now + days * 86_400_000).toISOString().slice(0, 10);
}

test("a company's case is erased before its day by two: one proposes it, and another has its reference before their eyes", async ({ page, stage, browser }) => {
  test.setTimeout(240_000);
  await stage.foundCompany("felsant");
  const ways = await stage.enrol("felsant", "Chefsjurist");
  const colleague = await stage.enrol("felsant", "HR-direktör");
  const { code, reference } = await stage.file("felsant", "Det här skulle ha gått till felanmälan.");
  await stage.reply("felsant", reference, "close", "Det hör inte hit.");
  await signIn(page, stage, ways);
  await openCase(page, reference);
  const ending = page.locator("section", { has: page.getByRole("heading", { name: "Gallring" }) });
  await ending.getByRole("button", { name: "Radera i förtid …" }).focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await goOn(page, "Föreslå radering");
  await inspectMistake(page, "desk-erasing-early-mistake");
  await dialog.getByLabel("Skäl").fill("En felanmälan som kom fel.");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(dialog).toHaveCount(0);
  await expect(ending).toContainText("Du har föreslagit att ärendet raderas i förtid.");
  await expect(ending.getByRole("button", { name: "Granska förslaget …" })).toHaveCount(0);

  const other = await anotherBrowser(browser, stage);
  await signIn(other, stage, colleague);
  await openCase(other, reference);
  const theirs = other.locator("section", { has: other.getByRole("heading", { name: "Gallring" }) });
  await expect(theirs).toContainText("Chefsjurist föreslår att ärendet raderas i förtid.");
  await expect(theirs).toContainText("En felanmälan som kom fel.");
  await theirs.getByRole("button", { name: "Granska förslaget …" }).click();
  const confirm = other.getByRole("dialog", { name: "Radera ärendet för alltid" });
  await expect(confirm).toContainText("Allt i ärendet förstörs, för alla.");
  await expect(confirm).toContainText(/I säkerhetskopior kan ärendet ligga kvar till .+, enligt den som driver servern/);
  await confirm.getByLabel("Skriv ärendets beteckning").fill("AAA-AAAA");
  await goOn(other, "Radera för alltid");
  await expect(confirm).toContainText("Det är inte det här ärendets beteckning.");
  await inspectMistake(other, "desk-erasing-confirm");
  await confirm.getByLabel("Skriv ärendets beteckning").fill(reference.toLowerCase());
  await goOn(other, "Radera för alltid");
  await expect(confirm).toHaveCount(0);
  await expect(other.locator("a.case-row")).toHaveCount(0);
  await expect(other.getByText("Ett ärende som du kunde öppna raderades")).toBeVisible();
  await expect(other.getByText("finns inte längre i listan")).toHaveCount(0);
  await inspect(other, "desk-erased");
  await other.context().close();

  // Whoever still has it before them learns that it is gone, and its reporter too.
  await goOn(page, "Dra tillbaka förslaget …");
  await dialog.getByRole("button", { name: "Dra tillbaka" }).click();
  await expect(dialog.locator(".error")).toBeVisible();
  const reporter = await anotherBrowser(browser, stage, { viewport: { width: 390, height: 844 } });
  await followUp(reporter, stage, code);
  await expect(reporter.locator("main")).toContainText("Det finns inget ärende med den koden");
  await reporter.context().close();
});
