import { inspect, inspectMistake } from "./inspect.ts";
import { anotherBrowser, goOn, signIn } from "./member.ts";
import { expect, test, type Stage } from "./stage.ts";

/** The code in the only mail that comes. */
async function code(stage: Stage, to: string): Promise<string> {
  const mails = await stage.post();
  expect(mails.map((mail) => mail.to)).toEqual([to]);
  return /\d{8}/.exec(mails[0]?.text ?? "")?.[0] ?? "";
}

test("a member has mails sent to an address that they confirm by a code, and ends it", async ({ page, stage, browser }) => {
  await stage.found("posten");
  const ways = await stage.enrol("posten", "HR-direktör");
  await signIn(page, stage, ways);
  await page.getByRole("link", { name: "Konto" }).click();
  const mails = page.locator("section", { has: page.getByRole("heading", { name: "Mejl till dig" }) });
  await expect(mails.getByText("klockan 8 och 13")).toBeVisible();
  await mails.getByLabel("Mejladress").fill("åsa@example.se");
  await goOn(page, "Spara adressen");
  await expect(mails.getByText("utan å, ä och ö")).toBeVisible();
  await inspectMistake(page, "desk-mail-mistake");
  await mails.getByLabel("Mejladress").fill(" asa@example.se ");
  await mails.getByLabel("På engelska").check();
  await goOn(page, "Spara adressen");
  await expect(mails.getByText("En kod går till asa@example.se")).toBeVisible();
  const first = await code(stage, "asa@example.se");
  await mails.getByLabel("Koden i mejlet").fill(first === "12345678" ? "12345679" : "12345678");
  await goOn(page, "Bekräfta adressen");
  await expect(mails.getByText("Du har 4 försök kvar")).toBeVisible();
  await inspectMistake(page, "desk-mail-code-mistake");
  await mails.getByLabel("Koden i mejlet").fill(`${first.slice(0, 4)} ${first.slice(4)}`);
  await goOn(page, "Bekräfta adressen");
  await expect(mails.getByText("Mejlen går till asa@example.se.")).toBeVisible();
  await expect(mails.getByLabel("På engelska")).toBeChecked();
  await inspect(page, "desk-mail");

  // The owner sees whom mails reach, and not where; nobody else is told.
  await page.getByRole("link", { name: "Handläggare" }).click();
  await expect(page.getByRole("columnheader", { name: "Mejl når fram" })).toHaveCount(0);
  const owners = await anotherBrowser(browser, stage);
  await signIn(owners, stage, await stage.enrol("posten", "Chefsjurist"));
  await owners.getByRole("link", { name: "Handläggare" }).click();
  await expect(owners.getByRole("row", { name: /HR-direktör/ })).toContainText("Ja");
  await expect(owners.getByRole("row", { name: /Chefsjurist/ })).toContainText("Nej");
  expect(await owners.content()).not.toContain("asa@example.se");
  await inspect(owners, "desk-members-mailed");
  await owners.context().close();
  await page.getByRole("link", { name: "Konto" }).click();

  await stage.file("posten", "Något hände.");
  await stage.seconds(24 * 60 * 60);
  const told = await stage.post();
  expect(told.map((mail) => mail.to)).toEqual(["asa@example.se"]);
  expect(told[0]?.text).toContain("There is something to do");

  await signIn(page, stage, ways);
  await page.getByRole("link", { name: "Konto" }).click();
  await goOn(page, "Ta bort adressen");
  await expect(mails.getByText("Mejlen går till")).toHaveCount(0);
  await expect(mails.getByRole("button", { name: "Ta bort adressen" })).toHaveCount(0);
});
