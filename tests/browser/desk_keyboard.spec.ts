import { expect, test } from "./stage.ts";
import { anotherBrowser, oneTimeCode } from "./member.ts";
import { Keys } from "./keys.ts";
import { followUp } from "./reporter.ts";

test("the daily round, from signing in to stepping aside, by keys alone, with the focus in sight at every step", async ({ page, stage, browser }) => {
  test.setTimeout(360_000);
  const address = "tangentbord";
  await stage.found(address);
  const ways = await stage.enrol(address, "Chefsjurist");
  const filed = await stage.file(address, "Fakturor från ett byggföretag har delats upp.");
  const other = await stage.file(address, "Nycklarna till förrådet lånas ut.");
  const keys = await Keys.at(page);
  const button = (name: string | RegExp) => page.getByRole("button", { name });

  await page.goto(stage.desk);
  await page.clock.setFixedTime(stage.now);
  await keys.to(page.getByLabel("Inloggningsnamn"));
  await keys.type(ways.name);
  await keys.to(page.getByLabel("Lösenfras", { exact: true }));
  await keys.type(ways.passphrase);
  await keys.to(page.getByLabel("Engångskod"));
  await keys.type(oneTimeCode(ways.factor, stage.now));
  await keys.press("Enter");
  await expect(page.locator("a.case-row")).toHaveCount(2, { timeout: 45_000 });
  await stage.seconds(30);

  // Found by a word, opened, and confirmed to the reporter.
  await keys.press("/");
  await keys.type("byggföretag");
  await expect(page.locator("a.case-row")).toHaveCount(1);
  await keys.press("Enter", "Enter");
  await expect(page.locator(".case-head .case-reference")).toHaveText(filed.reference);
  await expect(page.locator("#case-title")).toBeFocused();
  await keys.press("a");
  await expect(page.locator("#cases-box")).toBeFocused();
  await keys.press("Control+Enter");
  await expect(page.locator(".composer-sent")).toBeVisible();

  // Assessed.
  await keys.press("Tab");
  await keys.press("e");
  await expect(page.getByRole("group", { name: "Tilldelat" }).getByLabel("Chefsjurist")).toBeFocused();
  await keys.press("Space");
  await keys.to(page.getByLabel("Nästa steg"));
  await keys.type("Begär ut fakturorna");
  const severity = page.getByRole("radiogroup", { name: "Allvar" });
  await keys.to(severity.getByRole("radio", { name: "Inte bedömt" }));
  await keys.press("ArrowDown", "ArrowDown", "ArrowDown");
  await expect(severity.getByRole("radio", { name: "3, allvarligt" })).toBeChecked();
  await keys.press("Control+Enter");
  await expect(page.locator(".save-said")).toContainText("Sparat.");
  await keys.press("Escape");
  await expect(page.locator(".cases-facts")).toContainText("Begär ut fakturorna");

  // Answered, noted, moved on.
  await keys.press("r");
  await keys.type("Vilka fakturor såg du?");
  await keys.press("Control+Enter");
  await expect(page.locator(".letter.ours").last()).toContainText("Vilka fakturor såg du?");
  await keys.press("Tab");
  await keys.press("n");
  await keys.type("Revisorn har årets fakturor.");
  await keys.press("Control+Enter");
  await expect(page.locator(".letter.note")).toContainText("Revisorn har årets fakturor.");
  await keys.press("Tab");
  await keys.press("m");
  const move = page.getByRole("dialog", { name: "Ändra läge" });
  await keys.to(move.getByRole("radio").first());
  await keys.choose(move.getByRole("radio", { name: "Utreds" }));
  await keys.to(button("Skriv meddelandet"));
  await keys.press("Enter");
  await expect(page.locator("#cases-box")).toBeFocused();
  await keys.type("Vi utreder nu.");
  await keys.press("Control+Enter");
  await expect(page.locator(".cases-facts")).toContainText("Utreds");

  // Taken out, on paper.
  await keys.to(button("Exportera …"));
  await keys.press("Enter");
  await expect(page.getByRole("heading", { name: "Exportera ärendet" })).toBeFocused();
  await keys.to(page.getByLabel("Det egna arbetet eller arkivet inom verksamheten"));
  await keys.press("Space");
  await keys.to(page.getByLabel("För vem eller vad"));
  await keys.type("Kommunarkivet");
  await keys.press("Enter");
  await expect(page.getByRole("article", { name: new RegExp(filed.reference) })).toContainText("Fakturor från ett byggföretag");
  await keys.press("Escape");
  await expect(page.locator(".letter.report")).toBeVisible();

  // Closed, with what came of it.
  await keys.to(button("Avsluta ärendet …"));
  await keys.press("Enter");
  await keys.to(button("Fyll i resultatet"), "Shift+Tab");
  await keys.press("Enter");
  const finding = page.getByLabel("Vad ni kom fram till");
  await expect(finding).toBeFocused();
  await keys.type("Delvis");
  await expect(finding.locator("option:checked")).toHaveText("Delvis styrkt");
  await keys.to(page.getByRole("checkbox", { name: "Ändrad rutin eller kontroll" }));
  await keys.press("Space", "Control+Enter");
  await expect(page.locator(".save-said")).toContainText("Sparat.");
  await keys.press("Escape");
  await keys.to(page.locator("#cases-box"));
  await keys.press("Control+Enter");
  await expect(page.locator(".composer-sent")).toHaveText("Ärendet är avslutat.");

  // The other case is somebody else's to look into.
  await keys.press("Tab", "Escape", "c");
  await expect(page.locator("a.case-row")).toHaveCount(2);
  await keys.to(page.locator("a.case-row", { hasText: other.reference }), "j");
  await keys.press("Enter");
  await expect(page.locator(".case-head .case-reference")).toHaveText(other.reference);
  await keys.press("s");
  const aside = page.getByRole("alertdialog", { name: "Kliv åt sidan från ärendet" });
  await keys.to(aside.getByLabel("Varför kliver du åt sidan?"));
  await keys.type("Jag har själv en nyckel.");
  await keys.press("Tab", "Enter");
  await expect(page.locator("a.case-row")).toHaveCount(1);

  // Locked, and unlocked.
  await keys.press("l");
  await expect(page.getByRole("heading", { name: "Skrivbordet är låst" })).toBeVisible();
  await keys.to(page.getByLabel("Lösenfras", { exact: true }));
  await keys.type(ways.passphrase);
  await keys.press("Enter");
  await expect(page.locator("a.case-row")).toHaveCount(1, { timeout: 45_000 });
  keys.expectNoPointer();

  const reporter = await anotherBrowser(browser, stage);
  await followUp(reporter, stage, filed.code);
  await expect(reporter.locator("body")).toContainText("Vilka fakturor såg du?");
  await reporter.context().close();
});
