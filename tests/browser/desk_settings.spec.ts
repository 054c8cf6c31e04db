import { expect, test } from "./stage.ts";
import { inspect, inspectMistake } from "./inspect.ts";
import { signIn } from "./member.ts";

test("an owner reads what a change means before signing it, by keyboard", async ({
  page,
  stage,
}) => {
  test.setTimeout(240_000);
  await stage.found("regler");
  const owner = await stage.enrol("regler", "Chefsjurist");
  // The server takes an epoch only of people who have come to the desk.
  for (const title of ["HR-direktör", "Säkerhetschef", "Kommunrevisor"]) await stage.enrol("regler", title);
  await signIn(page, stage, owner);
  await page.getByRole("link", { name: "Inställningar", exact: true }).click();
  const months = page.getByLabel("Så många månader sparas ett avslutat ärende");
  await expect(months).toHaveValue("24");
  await page.getByRole("button", { name: "Granska ändringarna" }).click();
  await expect(page.getByText("Inget är ändrat.")).toBeVisible();
  await months.fill("25");
  await page.keyboard.press("Enter");
  await inspectMistake(page, "desk-settings-mistake");
  await months.fill("6");
  await page.getByRole("radio", { name: /Kvittot som rapportören får direkt/ }).focus();
  await page.keyboard.press("Space");
  await page.getByRole("checkbox", { name: /Rapportören ser att ni har läst/ }).check();
  await page.getByRole("button", { name: "Granska ändringarna" }).click();
  const review = page.getByRole("dialog", { name: "Det här ändras" });
  await expect(review.locator("dt")).toHaveText([
    "Vad räknas som bekräftelse?",
    "Så många månader sparas ett avslutat ärende",
    "Rapportören ser att ni har läst",
  ]);
  await expect(review).toContainText("De som redan har kommit in bekräftar ni som förut.");
  await expect(review).toContainText("Inget av ärendena du kan öppna har varit avslutat så länge.");
  await inspect(page, "desk-settings-review");
  await review.getByRole("button", { name: "Skriv under och publicera" }).click();
  await expect(review).toHaveCount(0);
  await expect(page.getByText("Inställningarna är publicerade.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Granska ändringarna" })).toBeFocused();
  await expect(months).toHaveValue("6");
  await expect(page.getByRole("radio", { name: /Kvittot som rapportören får direkt/ })).toBeChecked();
});
