/** Files go up sealed, whole and only when they are meant to, and come back bit for bit. */
import { createHash } from "node:crypto";
import { closeSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Locator, Page } from "@playwright/test";
import { expect, Home, test, type Stage } from "./stage.ts";
import { file as fileReport, followUp, openForm, readCode, send, walkTo, WORDS } from "./reporter.ts";
import { inspect } from "./inspect.ts";
import { photograph, pixelsOf } from "./photograph.ts";

const MIB = 2 ** 20;

/** Something to send. */
interface Sample {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** Bytes that are no two alike in a row, and none of which a format would know. */
function bytes(length: number, seed: number): Buffer {
  const made = Buffer.alloc(length);
  for (let at = 0, state = seed; at < length; at += 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    made[at] = state >>> 24;
  }
  return made;
}

/** Three files whose names and types are unlike what anybody would test with. */
const ODD: readonly Sample[] = [
  { name: "Räksmörgås på Åre 🦐👩‍💻.bin", mimeType: "application/x-odd; charset=ö", buffer: bytes(9 * MIB + 17, 1) },
  { name: "דוח סודי تقرير.txt", mimeType: "text/plain", buffer: Buffer.from("שלום\r\n\0", "utf8") },
  { name: "å".repeat(127) + "x", mimeType: "", buffer: Buffer.alloc(0) },
];

async function choose(page: Page, files: readonly Sample[]): Promise<void> {
  await page.locator("[data-choose]").setInputFiles([...files]);
  await expect(page.locator("[data-looking]:visible")).toHaveCount(0);
}

/** Opens the form and goes to where files are chosen. */
async function toFiles(page: Page, stage: Stage): Promise<void> {
  await openForm(page, stage);
  await walkTo(page, "files");
  await expect(page.locator("[data-bounds]")).toBeVisible();
}

/** Fetches a file of a letter, as it is saved. */
async function fetchFile(page: Page, line: Locator): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const saving = page.waitForEvent("download");
  await line.locator("[data-open]").click();
  const saved = await saving;
  return { name: saved.suggestedFilename(), bytes: readFileSync(await saved.path()) };
}

/** A file as the server lists it. */
interface Listed {
  readonly n: number;
  pieces: string[];
}

/** Has the server list other pieces of the files that are meant, and answer after something. */
async function listOtherwise(page: Page, meant: (files: readonly Listed[]) => readonly Listed[], after = Promise.resolve()): Promise<void> {
  await page.route("**/api/case/files", async (route) => {
    // A file of a case that is there already is created under the same address.
    if (route.request().method() !== "GET") return route.fallback();
    await after;
    const answer = await route.fetch({ headers: { ...route.request().headers(), "sec-fetch-site": "same-origin" } });
    const listed = (await answer.json()) as { files: Listed[] };
    for (const file of meant(listed.files)) file.pieces = file.pieces.map(() => "0".repeat(64));
    return route.fulfill({ response: answer, json: listed });
  });
}

/** Everything that the page sends of files, while it does. */
function watchUploads(page: Page): readonly string[] {
  const seen: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("/api/case/files")) seen.push(request.method());
  });
  return seen;
}

test("three files of odd names and types go up with a report and come back bit for bit", async ({ page, stage }) => {
  await toFiles(page, stage);
  const uploads = watchUploads(page);
  await choose(page, ODD);
  await expect(page.locator("[data-chosen] > li")).toHaveCount(3);
  await walkTo(page, "check");
  for (const { name } of ODD) await expect(page.locator("[data-review]")).toContainText(name);
  expect(uploads).toEqual([]);
  const code = await send(page);
  await expect(page.locator("main > .good").filter({ hasText: "Kontrollerade filer: 3 av 3" })).toBeVisible();
  await followUp(page, stage, code);
  const lines = page.locator(".letter-files .file");
  await expect(lines).toHaveCount(3);
  await expect(page.locator("[data-verified]")).toHaveText("Kontrollerade filer: 3 av 3");
  for (const [at, { name, buffer }] of ODD.entries()) {
    await expect(lines.nth(at).locator("[data-name]")).toHaveText(name);
    const back = await fetchFile(page, lines.nth(at));
    expect(back.bytes.equals(buffer), name).toBe(true);
  }
});

test("a photograph goes up without its place, with the same pixels, and as it is only if that is chosen", async ({ page, stage }) => {
  await toFiles(page, stage);
  const buffer = await photograph(page);
  await choose(page, [{ name: "bild.jpg", mimeType: "image/jpeg", buffer }]);
  await expect(page.locator("[data-findings]")).toContainText("55.7");
  await expect(page.locator("[data-findings]")).toContainText("Fairphone");
  await expect(page.locator("[data-how] input[value=cleaned]")).toBeChecked();
  // What was taken away can be chosen again, and the same name may stand there twice.
  await page.locator("[data-remove]").click();
  await expect(page.locator("[data-choose]")).toBeFocused();
  await choose(page, [
    { name: "bild.jpg", mimeType: "image/jpeg", buffer },
    { name: "bild.jpg", mimeType: "image/jpeg", buffer },
  ]);
  await page.locator("[data-chosen] > li").nth(1).locator("input[value=both]").check();
  await walkTo(page, "check");
  const code = await send(page);
  await followUp(page, stage, code);
  const lines = page.locator(".letter-files .file");
  await expect(lines.locator("[data-name]")).toHaveText(["bild.jpg", "bild (rensad).jpg", "bild.jpg"]);
  const [first, second, third] = [await fetchFile(page, lines.nth(0)), await fetchFile(page, lines.nth(1)), await fetchFile(page, lines.nth(2))];
  expect(third.bytes.equals(buffer)).toBe(true);
  const pixels = await pixelsOf(page, buffer);
  for (const { bytes: cleaned } of [first, second]) {
    expect(cleaned.includes("Exif") || cleaned.includes("Fairphone")).toBe(false);
    expect(await pixelsOf(page, cleaned)).toBe(pixels);
  }
});

test("what is too large or too much is refused by name, before anything is sent, and the rest stays", async ({ page, stage }) => {
  await page.route("**/api/files?*", (route) => route.fulfill({ json: { largest: 2 * MIB, per_case: 3 * MIB, open: true } }));
  await toFiles(page, stage);
  const uploads = watchUploads(page);
  await expect(page.locator("[data-bounds]")).toHaveText("Högst 2 MB per fil och 3 MB i hela ärendet.");
  await choose(page, [
    { name: "för stor.bin", mimeType: "", buffer: bytes(2 * MIB + 1, 1) },
    { name: "ett.bin", mimeType: "", buffer: bytes(MIB, 2) },
    { name: "två.bin", mimeType: "", buffer: bytes(MIB, 3) },
    { name: "tre.bin", mimeType: "", buffer: bytes(MIB, 4) },
  ]);
  await expect(page.locator("[data-refusals] li")).toHaveCount(2);
  await expect(page.locator("[data-refusals]")).toContainText(/för stor\.bin.*högst 2 MB/);
  await expect(page.locator("[data-refusals]")).toContainText(/tre\.bin.*rymmer 3 MB/);
  await expect(page.locator("[data-chosen] [data-name]")).toHaveText(["ett.bin", "två.bin"]);
  await inspect(page, "files-refused");
  expect(uploads).toEqual([]);
  await page.unroute("**/api/files?*");
  await page.route("**/api/files?*", (route) => route.fulfill({ json: { largest: 2 * MIB, per_case: 3 * MIB, open: false } }));
  await choose(page, [{ name: "fyra.txt", mimeType: "", buffer: bytes(10, 5) }]);
  await expect(page.locator("[data-closed]")).toBeVisible();
  await expect(page.locator("[data-chosen] > li")).toHaveCount(2);
  await inspect(page, "files-closed");
});

test("sending can be paused and cancelled, loses no word, and what has arrived is not sent again", async ({ page, stage }) => {
  test.setTimeout(300_000);
  await toFiles(page, stage);
  await choose(page, [
    { name: "liten.txt", mimeType: "text/plain", buffer: bytes(100, 1) },
    { name: "stor.bin", mimeType: "", buffer: bytes(10 * MIB, 2) },
  ]);
  // The large one's pieces are taken and never answered.
  let held = true;
  let large = "none";
  await page.route("**/api/case/files?*", async (route) => {
    const headers = route.request().headers();
    const answer = await route.fetch({ headers: { ...headers, "sec-fetch-site": "same-origin" } });
    if (Number(headers["upload-length"]) > MIB) large = answer.headers()["location"] ?? large;
    await route.fulfill({ response: answer });
  });
  await page.route("**/api/case/files/*", async (route) => {
    if (held && route.request().method() === "PATCH" && route.request().url().endsWith(large)) return;
    await route.continue();
  });
  const created: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "POST" && request.url().includes("/api/case/files")) created.push(request.url());
  });
  await walkTo(page, "check");
  await page.locator("[data-send]").click();
  await expect(page.locator(".upload").filter({ hasText: "liten.txt" }).locator("[data-state]")).toHaveText("Framme");
  await expect(page.locator(".upload").filter({ hasText: "stor.bin" }).locator("[data-state]")).toHaveText("Skickas");
  await inspect(page, "files-sending");
  await page.locator("[data-pause]").click();
  await expect(page.locator("[data-resume]")).toBeFocused();
  await expect(page.locator(".upload").filter({ hasText: "stor.bin" }).locator("[data-state]")).toHaveText("Pausad");
  await inspect(page, "files-paused");
  await page.locator("[data-resume]").click();
  await page.locator("[data-cancel]").click();
  await expect(page.locator("[data-sending]")).toContainText("Avbrutet");
  await expect(page.locator("[data-retry]")).toBeFocused();
  held = false;
  await page.locator("[data-review] button").nth(1).click();
  await expect(page.locator("#q-what")).toHaveValue(WORDS);
  await walkTo(page, "files");
  await page.locator("[data-remove]").nth(1).click();
  await choose(page, [{ name: "annan.bin", mimeType: "", buffer: bytes(2 * MIB, 3) }]);
  await walkTo(page, "check");
  const before = created.length;
  const code = await send(page);
  expect(created.length - before).toBe(1);
  await followUp(page, stage, code);
  await expect(page.locator(".letter-files [data-name]")).toHaveText(["liten.txt", "annan.bin"]);
  await expect(page.locator("[data-verified]")).toHaveText("Kontrollerade filer: 2 av 2");
});

test("a file that cannot be sent is said to be, and without it the rest goes", async ({ page, stage }) => {
  await toFiles(page, stage);
  await choose(page, [
    { name: "går.txt", mimeType: "", buffer: bytes(100, 1) },
    { name: "går inte.bin", mimeType: "", buffer: bytes(MIB, 2) },
  ]);
  await page.route("**/api/case/files?*", async (route) => {
    if (Number(route.request().headers()["upload-length"]) < MIB) return route.continue();
    return route.fulfill({ status: 413, json: { problem: "problem-file-too-large" } });
  });
  await walkTo(page, "check");
  await page.locator("[data-send]").click();
  await expect(page.locator("[data-sending]")).toContainText("Alla filer gick inte att skicka");
  const failed = page.locator(".upload.failed");
  await expect(failed).toContainText("går inte.bin");
  await expect(failed.locator("[data-why]")).toHaveText("Den är större än servern tar emot.");
  await inspect(page, "files-failed");
  await failed.locator("[data-remove]").click();
  await expect(page.locator("[data-retry]")).toBeFocused();
  await page.locator("[data-retry]").click();
  await readCode(page);
  await expect(page.locator("main > .good").filter({ hasText: "Kontrollerade filer: 1 av 1" })).toBeVisible();
});

test("an answer that was lost is tried again with the very bytes, and its files are settled", async ({ page, stage }) => {
  await toFiles(page, stage);
  await choose(page, ODD.slice(1));
  await walkTo(page, "check");
  const bodies: (Buffer | null)[] = [];
  await page.route("**/api/cases", async (route) => {
    bodies.push(route.request().postDataBuffer());
    if (bodies.length > 1) return route.continue();
    await route.fetch({ headers: { ...route.request().headers(), "sec-fetch-site": "same-origin" } });
    return route.abort();
  });
  await page.locator("[data-send]").click();
  await expect(page.locator("[data-retry]")).toBeFocused();
  const created = watchUploads(page);
  await page.locator("[data-retry]").click();
  await readCode(page);
  expect(bodies).toHaveLength(2);
  expect(bodies[1]?.equals(bodies[0] ?? Buffer.alloc(0))).toBe(true);
  expect(created.filter((method) => method === "POST" || method === "PATCH")).toEqual([]);
});

test("files go with a message as well, and one that was changed on the server is never offered", async ({ page, stage }) => {
  const { code, reference } = await fileReport(page, stage);
  await followUp(page, stage, code);
  await expect(page.locator("[data-bounds]")).toBeVisible();
  await choose(page, ODD.slice(0, 2));
  await inspect(page, "case-files-chosen");
  await page.locator("form[data-reply] button[type=submit]").click();
  await expect(page.locator("form[data-reply] > [data-sending]")).toHaveText("Meddelandet är framme.");
  await expect(page.locator("[data-chosen] > li, .uploading")).toHaveCount(0);
  const lines = page.locator(".letter-files .file");
  await expect(lines).toHaveCount(2);
  await expect(page.locator("[data-verified]")).toHaveText("Kontrollerade filer: 2 av 2");
  await inspect(page, "case-files");
  expect(reference).not.toBe("");
  // One byte of a piece comes back as another.
  await page.route("**/api/case/files/*/0", async (route) => {
    const answer = await route.fetch({ headers: { ...route.request().headers(), "sec-fetch-site": "same-origin" } });
    const body = await answer.body();
    body[body.length - 100] = (body[body.length - 100] ?? 0) ^ 1;
    await route.fulfill({ response: answer, body });
  });
  await lines.nth(1).locator("[data-open]").click();
  await expect(lines.nth(1).locator("[data-state]")).toHaveText("Skadad. Den lämnas inte ut.");
  await expect(lines.nth(1).locator("[data-save]")).toBeHidden();
  await expect(page.locator("[data-verified]")).toHaveText("Kontrollerade filer: 1 av 2");
  await inspect(page, "case-files-damaged");
  // A list that is wrong once is not held against a file for good; a file that was fetched and is another one stays so.
  await listOtherwise(page, (files) => files.filter(({ pieces }) => pieces.length > 1));
  const reply = async (text: string): Promise<void> => {
    await page.locator("#reply").fill(text);
    await page.locator("form[data-reply] button[type=submit]").click();
  };
  await reply("Ett");
  await expect(lines.nth(0).locator("[data-state]")).toHaveText("Skadad. Den lämnas inte ut.");
  await expect(lines.nth(0).locator("[data-open]")).toBeHidden();
  await page.unroute("**/api/case/files");
  await reply("Två");
  await expect(lines.nth(0).locator("[data-open]")).toBeVisible();
  await expect(lines.nth(0).locator("[data-state]")).toBeHidden();
  await expect(lines.nth(0).locator("[data-state]")).not.toHaveClass(/bad/);
  await expect(lines.nth(1).locator("[data-state]")).toHaveText("Skadad. Den lämnas inte ut.");
});

test("where one's own words are not shown, files are verified as they are sent and by the anchor afterwards", async ({ page, stage }) => {
  await openForm(page, stage, "tyst");
  await walkTo(page, "files");
  await choose(page, ODD.slice(1));
  await walkTo(page, "check");
  const code = await send(page);
  await expect(page.locator("main > .good").filter({ hasText: "Kontrollerade filer: 2 av 2" })).toBeVisible();
  await followUp(page, stage, code);
  await expect(page.locator("[data-verified]")).toHaveText("Kontrollerade filer: 2 av 2");
  // Their names and keys are in the report, which is not for these eyes.
  await expect(page.locator(".letter-files .file")).toHaveCount(0);
  await expect(page.locator("[data-conversation]")).not.toContainText(WORDS);
  await expect(page.locator("[data-bounds]")).toBeVisible();
  await choose(page, [{ name: "svar.bin", mimeType: "", buffer: bytes(MIB, 4) }]);
  await page.locator("form[data-reply] button[type=submit]").click();
  const told = page.locator("form[data-reply] > [data-sending]");
  await expect(told).toHaveText("Meddelandet är framme. Kontrollerade filer: 1 av 1. Så många är framme, hela och oförändrade.");
  // That it has arrived is said before its files are looked at, and what is not there is to be sent again.
  let look: () => void = () => undefined;
  const looked = new Promise<void>((done) => { look = done; });
  await choose(page, [{ name: "mer.txt", mimeType: "text/plain", buffer: bytes(10, 5) }]);
  await expect(page.locator("[data-chosen] > li")).toHaveCount(1);
  await listOtherwise(page, (files) => files.filter(({ n }) => n > 0), looked);
  await page.locator("form[data-reply] button[type=submit]").click();
  await expect(told).toHaveText("Meddelandet är framme.");
  await expect(page.locator("form[data-reply] button[type=submit]")).toHaveAttribute("aria-disabled", "false");
  look();
  await expect(told).toHaveText("Meddelandet är framme. Kontrollerade filer: 0 av 1. Det som inte är kontrollerat saknas eller är skadat. Skicka det igen.");
  // The page goes on looking at its files: a request that is under way is answered before the page is left.
  await page.unrouteAll({ behavior: "wait" });
  await page.goto("about:blank");
  // What the server lists otherwise is no more what the anchor names.
  await listOtherwise(page, (files) => files.filter(({ n }) => n === 0).slice(0, 1));
  await followUp(page, stage, code);
  await expect(page.locator("[data-verified]")).toHaveText("Kontrollerade filer: 1 av 2");
});

test("a file of 80 MiB goes on by itself when the server is killed and started again", async ({ browser, stage }) => {
  test.setTimeout(600_000);
  const { home, channel } = await Home.make(stage);
  const path = join(tmpdir(), `sigill-large-${process.pid}.bin`);
  const digest = createHash("sha256");
  const large = openSync(path, "w");
  const part = bytes(MIB, 7);
  for (let at = 0; at < 80; at += 1) {
    part.writeUInt32LE(at, 0);
    digest.update(part);
    writeSync(large, part);
  }
  closeSync(large);
  const context = await browser.newContext({ locale: "sv-SE", timezoneId: "Europe/Stockholm" });
  const page = await context.newPage();
  try {
    await page.goto(`${home.intake}/sv/c/hemma/report#k=${channel.fingerprint}`);
    await expect(page.locator("form[data-report]")).toHaveAttribute("data-running", "");
    await walkTo(page, "files");
    await expect(page.locator("[data-bounds]")).toBeVisible();
    await page.locator("[data-choose]").setInputFiles(path);
    await walkTo(page, "check");
    await page.locator("[data-send]").click();
    const whole = page.locator("[data-all]");
    await expect.poll(() => whole.evaluate((bar: HTMLProgressElement) => bar.value), { timeout: 120_000 }).toBeGreaterThan(0.2);
    await home.kill();
    await expect(page.locator(".uploading [data-said]")).toContainText("Servern nås inte just nu", { timeout: 60_000 });
    expect(await whole.evaluate((bar: HTMLProgressElement) => bar.value)).toBeLessThan(1);
    await inspect(page, "files-offline");
    await home.start();
    await expect(page.locator("p.code[data-code]")).toBeVisible({ timeout: 240_000 });
    const code = await readCode(page);
    await page.goto(`${home.intake}/sv/follow-up`);
    await page.locator("#code").fill(code);
    await page.locator("form[data-follow-up] button").click();
    await expect(page.locator("[data-verified]")).toHaveText("Kontrollerade filer: 1 av 1");
    const saving = page.waitForEvent("download", { timeout: 240_000 });
    await page.locator("[data-open]").click();
    const back = createHash("sha256").update(readFileSync(await (await saving).path()));
    expect(back.digest("hex")).toBe(digest.digest("hex"));
  } finally {
    await context.close();
    await home.remove();
    rmSync(path);
  }
});

test("no state of the step shuts anybody out", async ({ page, stage }) => {
  test.setTimeout(300_000);
  await page.route("**/sv/file-part", (route) => route.abort());
  await openForm(page, stage);
  await walkTo(page, "files");
  await expect(page.locator("[data-files] .bad")).toBeVisible();
  await inspect(page, "files-missing");
  await page.unroute("**/sv/file-part");
  await page.locator("[data-back]").click();
  await page.locator("[data-next]").click();
  await expect(page.locator("[data-bounds]")).toBeVisible();
  await inspect(page, "files-empty");
  await choose(page, [{ name: "bild.jpg", mimeType: "image/jpeg", buffer: await photograph(page) }, ...ODD]);
  await inspect(page, "files-chosen");
  await page.locator("[data-choose]").focus();
  await page.keyboard.press("Tab");
  await expect(page.locator("[data-remove]").first()).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator(".file-name").first()).toBeFocused();
  await page.goto("about:blank");
  await page.goto(`${stage.intake}/en/c/lunda/report`);
  await expect(page.locator("form[data-report]")).toHaveAttribute("data-running", "");
  await walkTo(page, "files");
  await choose(page, [{ name: "picture.jpg", mimeType: "image/jpeg", buffer: await photograph(page) }, ...ODD]);
  await inspect(page, "files-chosen-en");
});
