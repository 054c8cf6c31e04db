import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Download, Locator, Page } from "@playwright/test";
import { expect, test, type Stage } from "./stage.ts";
import { inspect } from "./inspect.ts";
import { anotherBrowser, goOn, openCase, signIn } from "./member.ts";
import { followUp, keepCode, openForm, send, walkTo } from "./reporter.ts";
import { photograph, pixelsOf } from "./photograph.ts";

/** A file as somebody has it on their computer. */
interface Own {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** Bytes of which no part is like another: parts that change places are found out. */
function bytes(length: number): Buffer {
  const made = Buffer.alloc(length);
  for (let at = 0, state = 7; at < length; at += 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    made[at] = state >>> 24;
  }
  return made;
}

const TEXT: Own = {
  name: "Kvitton från våren – Åke & Örjan 🌲.txt",
  mimeType: "text/plain",
  buffer: Buffer.from("Åtta kvitton, alla strax under gränsen.\n"),
};
const ARABIC: Own = { name: "تقرير المستودع.bin", mimeType: "application/octet-stream", buffer: bytes(70_000) };
/** 255 bytes, and nothing that says what it is. */
const LONG: Own = { name: `${"å".repeat(127)}x`, mimeType: "", buffer: bytes(9_000_000) };

/** A channel with one case that has files, opened by its owner. */
async function caseWithFiles(
  page: Page,
  stage: Stage,
  browser: Browser,
  address: string,
  files: readonly Own[],
): Promise<{ code: string; reference: string; reporter: Page }> {
  await stage.found(address);
  const owner = await stage.enrol(address, "Chefsjurist");
  const reporter = await anotherBrowser(browser, stage, { viewport: { width: 390, height: 844 } });
  await openForm(reporter, stage, address);
  await walkTo(reporter, "files");
  await reporter.locator("[data-choose]").setInputFiles([...files]);
  await expect(reporter.locator("[data-chosen] > li")).toHaveCount(files.length);
  await walkTo(reporter, "check");
  const code = await send(reporter);
  const reference = await keepCode(reporter, code);
  await signIn(page, stage, owner);
  await openCase(page, reference);
  return { code, reference, reporter };
}

/** What the reporter gets of a file in the conversation. */
async function fetchAsReporter(reporter: Page, { name }: Own): Promise<Buffer> {
  const coming = reporter.waitForEvent("download");
  await reporter.locator("li.file", { hasText: name }).locator("[data-open]").click();
  return contentOf(await coming);
}

const row = (page: Page | Locator, name: string): Locator => page.locator("li.file", { hasText: name });

async function contentOf(download: Download): Promise<Buffer> {
  return readFileSync(await download.path());
}

/** Presses save, and goes on where the desk asks first. */
async function save(page: Page, { name }: Own, isAsked: boolean): Promise<Download> {
  const coming = page.waitForEvent("download");
  await row(page, name).getByRole("button", { name: `Spara ${name}` }).click();
  if (isAsked) {
    const ask = page.getByRole("alertdialog", { name: "Spara filen på den här datorn?" });
    await expect(ask).toContainText(name);
    await inspect(page, "desk-files-warning");
    await goOn(page, "Spara ändå");
  }
  return coming;
}

test("what a reporter sent is verified, and saved bit for bit under its own name", async ({ page, stage, browser }) => {
  test.setTimeout(240_000);
  await caseWithFiles(page, stage, browser, "bevis", [TEXT, ARABIC, LONG]);
  const letter = page.locator(".letter.report");
  await expect(letter.locator(".letter-files-count")).toHaveText("3 av 3 filer kontrollerade");
  await inspect(page, "desk-files-letter");
  await goOn(page, `Visa ${TEXT.name}`);
  await expect(page.getByRole("dialog", { name: "Förhandsvisning" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(row(page, TEXT.name)).toContainText("varje del kontrollerad");
  for (const [own, isAsked] of [
    [TEXT, false],
    [ARABIC, true],
    [LONG, true],
  ] as const) {
    const download = await save(page, own, isAsked);
    expect(download.suggestedFilename()).toBe(own.name);
    expect((await contentOf(download)).equals(own.buffer)).toBe(true);
    await expect(row(page, own.name).locator("code")).toHaveText(createHash("sha256").update(own.buffer).digest("hex"));
  }
  await inspect(page, "desk-files-saved");

  // What is not to be saved is not.
  await row(page, ARABIC.name).getByRole("button", { name: `Spara ${ARABIC.name}` }).click();
  const downloads: Download[] = [];
  page.on("download", (download) => downloads.push(download));
  await goOn(page, "Spara inte");
  await expect(page.getByRole("alertdialog")).toHaveCount(0);
  // One after the other, and each of those that may do harm is asked for.
  await letter.getByRole("button", { name: "Spara alla (3)" }).click();
  await goOn(page, "Spara inte");
  await goOn(page, "Spara ändå");
  await expect.poll(() => downloads.length).toBe(2);
  expect(downloads.map((download) => download.suggestedFilename())).toEqual([TEXT.name, LONG.name]);
});

test("nothing that was opened stays when the desk locks", async ({ page, stage, browser }) => {
  await page.addInitScript(() => {
    const made = new Set<string>();
    const make = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (blob: Blob): string => {
      const address = make(blob);
      made.add(address);
      return address;
    };
    Object.assign(window, { addressesMade: made });
  });
  await caseWithFiles(page, stage, browser, "lasa", [TEXT]);
  await save(page, TEXT, false);
  await goOn(page, "Lås");
  await expect(page.getByRole("heading", { name: "Skrivbordet är låst" })).toBeVisible();
  const readable = await page.evaluate(async () => {
    const { addressesMade } = window as unknown as { readonly addressesMade: ReadonlySet<string> };
    const tried = await Promise.allSettled([...addressesMade].map(async (address) => (await fetch(address)).ok));
    return { made: addressesMade.size, read: tried.filter(({ status }) => status === "fulfilled").length };
  });
  expect(readable).toEqual({ made: 1, read: 0 });
});

test("a part that was changed on the disk is shown as damaged, and never as genuine", async ({ page, stage, browser }) => {
  const { reference } = await caseWithFiles(page, stage, browser, "skada", [TEXT, ARABIC]);
  const listed = page.waitForResponse((response) => response.url().endsWith("/files"));
  await page.keyboard.press("Escape");
  await openCase(page, reference);
  const { files } = (await (await listed).json()) as { readonly files: readonly { readonly id: string; readonly length: number }[] };
  const larger = [...files].sort((one, other) => other.length - one.length)[0]?.id ?? "";
  const [object = ""] = readdirSync(join(stage.files, larger));
  const path = join(stage.files, larger, object);
  const content = readFileSync(path);
  content[content.length - 1] = (content.at(-1) ?? 0) ^ 1;
  writeFileSync(path, content);

  const count = page.locator(".letter-files-count");
  await expect(count).toHaveText("2 av 2 filer kontrollerade");
  await row(page, ARABIC.name).getByRole("button", { name: `Spara ${ARABIC.name}` }).click();
  await expect(row(page, ARABIC.name)).toContainText("skadad");
  await expect(row(page, ARABIC.name)).toContainText("En del av filen är inte den som förseglades.");
  await expect(count).toHaveText("1 av 2 filer kontrollerade");
  await expect(row(page, ARABIC.name)).toBeFocused();
  await expect(page.locator(".unseen[role=alert]")).toContainText("är skadad eller saknas.");
  await expect(row(page, ARABIC.name).getByRole("button")).toHaveText(["Försök igen"]);
  await inspect(page, "desk-files-damaged");
  // A server that tells of another file is found out without opening anything.
  await page.route("**/api/cases/*/files", async (route) => {
    const answer = await route.fetch();
    const told = (await answer.json()) as { files: { pieces: string[] }[] };
    await route.fulfill({ response: answer, json: { ...told, files: told.files.slice(0, 1).map((each) => ({ ...each, pieces: ["0".repeat(64)] })) } });
  });
  await page.keyboard.press("Escape");
  await openCase(page, reference);
  await expect(count).toHaveText("0 av 2 filer kontrollerade");
  await expect(page.locator("li.file.wrong")).toHaveCount(2);
  await expect(page.locator("li.file").getByRole("button", { name: /^(Spara|Visa)/ })).toHaveCount(0);
  await inspect(page, "desk-files-another-list");
});

test("a handler's files reach the reporter bit for bit, cleaned unless somebody chooses otherwise; a note's stay", async ({
  page,
  stage,
  browser,
}) => {
  test.setTimeout(240_000);
  const { code, reporter } = await caseWithFiles(page, stage, browser, "svar", [TEXT]);
  const decision: Own = { name: "Beslut – ärende 7.txt", mimeType: "text/plain", buffer: Buffer.from("Beslutet i sin helhet.\n") };
  const picture: Own = { name: "på plats.jpg", mimeType: "image/jpeg", buffer: await photograph(page) };
  const secret: Own = { name: "internt.txt", mimeType: "text/plain", buffer: Buffer.from("Bara vi.\n") };
  await goOn(page, "Svar");
  const chosen = page.locator(".chosen-files");
  await chosen.locator("input[type=file]").setInputFiles([decision, picture]);
  await expect(chosen.locator("li.file")).toHaveCount(2);
  await expect(row(chosen, picture.name).locator(".file-carries")).toContainText(["Rensas bort:"]);
  await expect(row(chosen, picture.name).locator(".file-carries")).toContainText(["55.7"]);
  await page.locator(".composer").evaluate((composer) => {
    const dropped = new DataTransfer();
    dropped.items.add(new File(["Bara vi."], "fel.txt", { type: "text/plain" }));
    for (const name of ["dragover", "drop"]) {
      composer.dispatchEvent(new DragEvent(name, { bubbles: true, cancelable: true, dataTransfer: dropped }));
    }
  });
  await expect(chosen.locator("li.file")).toHaveCount(3);
  await goOn(page, "Ta bort fel.txt");
  await inspect(page, "desk-files-chosen");
  // Whoever is about to leave is told that files are in no draft.
  await goOn(page, "Lås");
  await expect(page.getByRole("alertdialog", { name: "Filer är inte skickade" })).toBeVisible();
  await inspect(page, "desk-files-unsent");
  await goOn(page, "Stanna kvar");
  const sent: string[] = [];
  page.on("request", (request) => {
    if (/\/files(\/|$)/.test(request.url()) && request.method() !== "GET") sent.push(request.method());
  });
  await page.locator("#cases-box").fill("Här är beslutet.");
  expect(sent).toEqual([]);
  await page.getByRole("button", { name: /^Försegla och skicka/ }).click();
  await expect(page.locator(".composer-sent")).toHaveText("Svaret är framme.", { timeout: 60_000 });
  await expect(page.locator(".letter.ours .letter-files-count")).toHaveText("2 av 2 filer kontrollerade");
  expect(await contentOf(await save(page, decision, false))).toEqual(decision.buffer);

  await goOn(page, "Anteckning");
  await page.locator(".chosen-files input[type=file]").setInputFiles([secret]);
  await page.getByRole("button", { name: /^Försegla och spara/ }).click();
  await expect(page.locator(".letter.note .letter-files-count")).toHaveText("1 av 1 fil kontrollerad", { timeout: 60_000 });

  await followUp(reporter, stage, code);
  expect(await fetchAsReporter(reporter, decision)).toEqual(decision.buffer);
  // The handler's place and camera stay with the handler; the picture is the one that was chosen.
  const seen = await fetchAsReporter(reporter, picture);
  for (const trace of ["Exif", "Fairphone"]) {
    expect(picture.buffer.includes(trace), trace).toBe(true);
    expect(seen.includes(trace), trace).toBe(false);
  }
  expect(await pixelsOf(reporter, seen)).toBe(await pixelsOf(reporter, picture.buffer));
  await expect(reporter.locator("li.file", { hasText: "internt.txt" })).toHaveCount(0);
  expect(await reporter.content()).not.toContain("internt.txt");
});

test("a file on its way can be paused, survives a lost connection, and called off leaves the letter unsent", async ({
  page,
  stage,
  browser,
}) => {
  test.setTimeout(240_000);
  const { reference } = await caseWithFiles(page, stage, browser, "uppehall", [TEXT]);
  await goOn(page, "Svar");
  const chosen = page.locator(".chosen-files");
  const large = test.info().outputPath("stor fil");
  writeFileSync(large, bytes(20_000_000));
  await chosen.locator("input[type=file]").setInputFiles(large);
  await page.locator("#cases-box").fill("En stor fil.");
  await page.context().setOffline(true);
  await page.getByRole("button", { name: /^Försegla och skicka/ }).click();
  await expect(chosen.locator(".file-progress")).toContainText("Inget svar.", { timeout: 30_000 });
  await inspect(page, "desk-files-offline");
  await goOn(page, "Avbryt");
  await expect(page.locator(".composer.writing")).toBeVisible();
  await expect(page.locator("#cases-box")).toHaveValue("En stor fil.");
  await expect(chosen.locator("li.file")).toHaveCount(1);
  await page.getByRole("button", { name: /^Försegla och skicka/ }).click();
  await goOn(page, "Pausa");
  await expect(chosen.locator(".file-progress")).toContainText("Pausad");
  await page.context().setOffline(false);
  await goOn(page, "Fortsätt");
  await expect(page.locator(".composer-sent")).toHaveText("Svaret är framme.", { timeout: 90_000 });
  const [read] = (await stage.cases("uppehall")).filter((each) => each.reference === reference);
  expect(read?.entries.filter((entry) => entry === "En stor fil.")).toHaveLength(1);
});
