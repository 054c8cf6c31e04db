import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "./stage.ts";
import { inspect, inspectMistake } from "./inspect.ts";
import { goOn, openCase, signIn } from "./member.ts";

test("a case is printed in another language and saved as a package that other programs open, and both stand in the case", async ({ browser, stage, wire }) => {
  const page = await wire.open(browser);
  // The browser's own dialog is no part of the page: what is chosen there is a file of the page's own store.
  await page.addInitScript(() => {
    const picker = async (): Promise<FileSystemFileHandle> =>
      (await navigator.storage.getDirectory()).getFileHandle("paket.zip", { create: true });
    Object.assign(window, { showSaveFilePicker: picker });
  });
  await stage.found("arkivet");
  const owner = await stage.enrol("arkivet", "Chefsjurist");
  const { reference } = await stage.file("arkivet", "Kassan stämmer inte <b>alls</b>.");
  await signIn(page, stage, owner);
  await openCase(page, reference);
  await goOn(page, "Anteckning");
  await page.locator("#cases-box").fill("Osagd anteckning.");
  await page.locator(".chosen-files input[type=file]").setInputFiles([
    { name: "Räkning nr 7.txt", mimeType: "text/plain", buffer: Buffer.from("Sju kronor.\n") },
  ]);
  await page.getByRole("button", { name: /^Försegla och spara/ }).click();
  await expect(page.locator(".composer-sent")).toHaveText("Anteckningen är sparad.");

  await goOn(page, "Exportera …");
  await expect(page.getByRole("heading", { name: "Exportera ärendet" })).toBeFocused();
  await goOn(page, "Skriv in i ärendet och visa akten");
  await expect(page.getByText("Välj om den är för verksamheten själv eller till någon utanför.")).toBeVisible();
  await page.getByLabel("Det egna arbetet eller arkivet inom verksamheten").check();
  await goOn(page, "Skriv in i ärendet och visa akten");
  await expect(page.getByLabel("För vem eller vad")).toBeFocused();
  await inspectMistake(page, "desk-export-mistake");
  await page.getByLabel("engelska").check();
  await page.getByLabel("För vem eller vad").fill("Revisorn");
  await page.keyboard.press("Enter");
  const sheet = page.getByRole("article", { name: `Case file ${reference}` });
  await expect(sheet).toContainText("Kassan stämmer inte <b>alls</b>.");
  await expect(sheet).toContainText("Every letter has been opened");
  await expect(sheet).not.toContainText("Osagd anteckning.");
  await inspect(page, "desk-export-sheet");
  await page.emulateMedia({ media: "print" });
  await expect(sheet).toBeVisible();
  for (const other of [".bar", ".cases-inbox", ".exports > .case-tabs", ".case-head h2"]) {
    await expect(page.locator(other).first()).toBeHidden();
  }
  await page.emulateMedia({ media: "screen" });

  await goOn(page, "Paket med filer");
  await page.getByRole("checkbox", { name: /^Anteckningar/ }).check();
  // To somebody outside: who, on which ground, and whether the reporter is told.
  await page.getByLabel("Någon utanför").check();
  await goOn(page, "Skriv in i ärendet och spara paketet");
  await inspectMistake(page, "desk-export-outside-mistake");
  await page.getByRole("textbox", { name: "Mottagare" }).fill("Kommunarkivet");
  await page.getByLabel("Stöd").fill("5 kap. 10 § visselblåsarlagen");
  await page.getByLabel("Nej, och jag skriver varför").check();
  await page.getByLabel("Varför rapportören inte får veta det").fill("Rapportören är okänd.");
  await goOn(page, "Skriv in i ärendet och spara paketet");
  await expect(page.locator(".exports .notice")).toContainText("Paketet är sparat: en fil");
  const bytes = await page.evaluate(async () => {
    const handle = await (await navigator.storage.getDirectory()).getFileHandle("paket.zip");
    return [...new Uint8Array(await (await handle.getFile()).arrayBuffer())];
  });
  const folder = mkdtempSync(join(tmpdir(), "sigill-package-"));
  try {
    const path = join(folder, "paket.zip");
    writeFileSync(path, Buffer.from(bytes));
    expect(execFileSync("unzip", ["-t", path]).toString()).toContain("No errors detected");
    execFileSync("unzip", ["-q", path, "-d", folder]);
    const within = join(folder, reference);
    execFileSync("sha256sum", ["--strict", "-c", "SHA256SUMS"], { cwd: within });
    expect(readdirSync(join(within, "files"))).toEqual(["001-rakning-nr-7.txt"]);
    expect(readFileSync(join(within, "files/001-rakning-nr-7.txt"), "utf8")).toBe("Sju kronor.\n");
    expect(readFileSync(join(within, "notes.json"), "utf8")).toContain("Osagd anteckning.");
    // What left the case before, and this package itself, with their grounds.
    expect(readFileSync(join(within, "exports.json"), "utf8")).toMatch(/"purpose": "Revisorn"[^]*"recipient": "Kommunarkivet"/);
    // The case file opens by itself, and runs nothing.
    const alone = await page.context().newPage();
    await alone.goto(`file://${join(within, "case-file.html")}`);
    await expect(alone.getByRole("heading", { name: `Ärendeakt ${reference}` })).toBeVisible();
    await inspect(alone, "desk-export-case-file");
    await alone.close();
  } finally {
    rmSync(folder, { recursive: true });
  }

  await goOn(page, "Till ärendet");
  const notes = page.locator(".letter.note");
  await expect(notes.filter({ hasText: "Export inom verksamheten. För: Revisorn. Vad: ärendeakten på engelska med ett inlägg" })).toHaveCount(1);
  await expect(notes.filter({ hasText: "Utlämnande. Till: Kommunarkivet. Stöd: 5 kap. 10 § visselblåsarlagen. Vad: ett paket på svenska" })).toHaveCount(1);
  await expect(notes.filter({ hasText: "Rapportören har inte fått veta det: Rapportören är okänd." })).toHaveCount(1);
  await inspect(page, "desk-export-notes");

  // The server was told that something left the desk, and no word of it, of whom it was for and of what it was called.
  wire.expectUntold(
    ["Kassan stämmer inte", "Osagd anteckning", "Räkning nr 7", "rakning-nr-7", "Sju kronor", "Revisorn", "Kommunarkivet", "10 § visselblåsarlagen", "Rapportören är okänd", "case-file", "sigill/deed", reference, owner.passphrase],
    owner.name,
  );
});

test("what is masked is in no copy that is handed out, the reporter is told first, and the list of cases is saved without a word of theirs", async ({ browser, stage, wire }) => {
  const page = await wire.open(browser);
  await stage.found("utlamnat");
  const owner = await stage.enrol("utlamnat", "Chefsjurist");
  const { reference } = await stage.file("utlamnat", "Åsa Hemligsson ringde mig på 070-174 06 05 om kassan.");
  await signIn(page, stage, owner);
  await openCase(page, reference);
  await goOn(page, "Anteckning");
  await page.locator("#cases-box").fill("Samtal med ekonomen.");
  await page.getByRole("button", { name: /^Försegla och spara/ }).click();
  await expect(page.locator(".composer-sent")).toHaveText("Anteckningen är sparad.");
  await goOn(page, "Exportera …");
  await goOn(page, "Kopia att lämna ut");
  await goOn(page, "Skriv in utlämnandet och gör kopian");
  await expect(page.locator(".exports").getByText("Välj minst en del.")).toBeVisible();
  await page.getByRole("checkbox", { name: /^Rapporten · Berätta|^Rapporten · .*egna ord/ }).check();
  // Notes, the record and the names of files are offered only once somebody asks for them.
  await expect(page.getByRole("checkbox", { name: /^Anteckning ·/ })).toHaveCount(0);
  await page.getByLabel("Anteckningar", { exact: true }).check();
  await page.getByRole("checkbox", { name: /^Anteckning · Chefsjurist · / }).check();
  await goOn(page, "Maskera 070-174 06 05");
  // Word by word, by keyboard alone.
  await page.getByRole("button", { name: "Välj ord" }).nth(1).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  for (const word of ["Åsa", "Hemligsson"]) {
    const toggle = page.getByRole("button", { name: word, exact: true });
    while (!(await toggle.evaluate((element) => element === document.activeElement))) await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    await expect(toggle).toHaveAttribute("aria-pressed", "true");
  }
  // What is selected on the page, on a ground of one's own.
  await page.getByLabel("Lagrum").selectOption({ label: "Annat …" });
  await page.getByLabel("Lagrum, med egna ord").fill("39 kap. 2 § OSL");
  await page.locator("[data-paragraph]").nth(1).evaluate((element) => {
    const at = [...element.childNodes].flatMap((each) => [...each.childNodes]).find((each) => each.textContent?.includes("ringde") === true);
    if (at === undefined) throw new Error("no such word");
    getSelection()?.setBaseAndExtent(at, (at.textContent ?? "").indexOf("ringde"), at, (at.textContent ?? "").indexOf("ringde") + "ringde".length);
  });
  await goOn(page, "Maskera det som är markerat");
  // Who wrote the note, and when, can tell who they are as well.
  await page.getByRole("button", { name: "Maskera rubriken" }).nth(1).click();
  await expect(page.locator("[data-paragraph] mark")).toHaveCount(5);
  await goOn(page, "Skriv in utlämnandet och gör kopian");
  await inspectMistake(page, "desk-copy-mistake");
  await page.getByLabel("Skäl för beslutet").fill("Uppgifterna kan visa vem rapportören är.");
  await page.getByLabel("Mottagare").fill("Lunda Tidning");
  await page.getByLabel("Stöd").fill("2 kap. 15 § tryckfrihetsförordningen");
  await page.getByLabel("Ja, med ett meddelande i samtalet").check();
  await expect(page.getByLabel("Meddelande till rapportören")).toHaveValue(/till Lunda Tidning\. Stöd: 2 kap\. 15 §/);
  await goOn(page, "Skriv in utlämnandet och gör kopian");
  const copy = page.getByRole("article", { name: `Utlämnade handlingar, ärende ${reference}` });
  await expect(copy).toContainText("████████ [32 kap. 3 b § offentlighets- och sekretesslagen] ████████ [39 kap. 2 § OSL] mig på");
  for (const part of ["Hemligsson", "Åsa", "070", "ringde"]) await expect(copy).not.toContainText(part);
  await expect(copy).toContainText("Samtal med ekonomen.");
  await expect(copy.getByRole("heading", { name: "████████ [39 kap. 2 § OSL]" })).toHaveCount(1);
  await expect(copy).not.toContainText("Anteckning ·");
  await expect(copy).toContainText("kammarrätten");
  await inspect(page, "desk-copy");
  const coming = page.waitForEvent("download");
  await goOn(page, "Spara som fil");
  const saved = readFileSync(await (await coming).path());
  for (const part of ["Hemligsson", "Åsa", "070-174", "ringde"]) expect(saved.includes(Buffer.from(part))).toBe(false);
  expect(saved.includes(Buffer.from("om kassan."))).toBe(true);

  await goOn(page, "Till ärendet");
  await expect(page.locator(".letter.ours")).toContainText("lämna uppgifter som kan visa vem du är till Lunda Tidning");
  const decision = page.locator(".letter.note").filter({ hasText: "Utlämnande" });
  await expect(decision).toContainText("Utlämnande. Till: Lunda Tidning. Stöd: 2 kap. 15 § tryckfrihetsförordningen. Vad: kopia av 2 delar, 5 maskeringar");
  await expect(decision).toContainText("Rapportören fick veta det i nummer 3 i samtalet.");
  // Another can review it: where each mark stands and on which ground, and not what it covers.
  await decision.getByText("Beslutet och maskeringarna").click();
  await expect(decision.getByRole("row")).toHaveCount(6);
  await expect(decision).toContainText("Nummer 1 bland anteckningarna, rubriken, tecken 1–");
  for (const part of ["Hemligsson", "070-174", "ringde"]) await expect(decision).not.toContainText(part);
  await inspect(page, "desk-decision");

  // To somebody outside, without a copy: nothing goes without its ground.
  await goOn(page, "Lämna ut till någon utanför …");
  const dialog = page.getByRole("dialog", { name: "Lämna ut vem rapportören är" });
  await goOn(page, "Skriv in utlämnandet");
  await inspectMistake(page, "desk-disclosure-mistake");
  await expect(dialog.locator(".error")).toHaveCount(4);
  await page.keyboard.press("Escape");

  await page.setViewportSize({ width: 1280, height: 900 });
  await goOn(page, "Spara listan …");
  await inspect(page, "desk-list-export");
  const list = page.waitForEvent("download");
  await goOn(page, "Spara");
  const csv = readFileSync(await (await list).path(), "utf8");
  expect(csv).toContain(`"${reference}";"`);
  expect(csv).not.toContain("Hemligsson");

  wire.expectUntold(
    ["Hemligsson", "070-174", "ringde mig", "Samtal med ekonomen", "om kassan.", "████", "Uppgifterna kan visa", "Lunda Tidning", "39 kap. 2 §", "15 § tryckfrihetsförordningen", "Utlämnande", reference],
    owner.name,
  );
});
