import { inspect, inspectMistake } from "./inspect.ts";
import { goOn, openCase, signIn } from "./member.ts";
import { expect, test } from "./stage.ts";

test("a public record is erased only with a registered decision, and not while it is kept until further notice", async ({ page, stage }) => {
  await stage.found("gallras");
  const ways = await stage.enrol("gallras", "Chefsjurist");
  const { reference } = await stage.file("gallras", "Avtalet förlängdes utan beslut.");
  await signIn(page, stage, ways);
  await openCase(page, reference);
  const ending = page.locator("section", { has: page.getByRole("heading", { name: "Gallring" }) });
  await expect(ending).toContainText("Ärendet är inte avslutat och raderas inte.");
  await expect(ending.getByRole("button")).toHaveCount(0);

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
  await inspectMistake(page, "desk-erasing-mistake");
  await dialog.getByLabel("Beslutets beteckning").fill("KS 2027/114 § 8");
  await dialog.getByLabel("Beslutets dag").fill("2027-01-20");
  await goOn(page, "Registrera beslutet");
  await expect(dialog).toHaveCount(0);
  await expect(ending).toContainText("Gallringsbeslut KS 2027/114 § 8");
  await expect(page.locator(".letters .event").last()).toContainText("KS 2027/114 § 8");

  await ending.getByRole("button", { name: "Bevara tills vidare …" }).click();
  await dialog.getByLabel("Skäl").fill("Rättegång pågår.");
  await page.getByRole("button", { name: "Bevara", exact: true }).click();
  await expect(ending).toContainText("Bevaras tills vidare");
  await expect(ending).toContainText("Rättegång pågår.");
  await inspect(page, "desk-erasing-held");
  // It is borne out by the record: the server says nothing else.
  await expect(page.getByText("Servern uppger något annat")).toHaveCount(0);
  await goOn(page, "Häv bevarandet …");
  await dialog.getByRole("button", { name: "Häv bevarandet" }).click();
  await expect(ending).not.toContainText("Bevaras tills vidare");
});
