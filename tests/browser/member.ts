/** What a member does in the browser. */
import { createHmac } from "node:crypto";
import { expect, type Browser, type BrowserContextOptions, type Page } from "@playwright/test";
import type { Stage, Ways } from "./stage.ts";

/** Seconds for which a one-time code is good. */
const STEP = 30;

/** The code that an app would show (RFC 6238: SHA-1, six digits), the secret in base64. */
export function oneTimeCode(factor: string, now: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(now / 1000 / STEP)));
  const digest = createHmac("sha1", Buffer.from(factor, "base64")).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 15;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

/** A secret as apps are told it, in base 32 (RFC 4648), in base64. */
export function fromBase32(text: string): string {
  const digits = [...text.replaceAll(" ", "")].map((digit) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(digit));
  const bits = digits.map((digit) => digit.toString(2).padStart(5, "0")).join("");
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2))).toString("base64");
}

/** A browser of somebody else's, with the stage's clock. */
export async function anotherBrowser(browser: Browser, stage: Stage, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ locale: "sv-SE", timezoneId: "Europe/Stockholm", ...options });
  const page = await context.newPage();
  await page.clock.setFixedTime(stage.now);
  return page;
}

/** Fills the sign-in form in and sends it, with the code that the phone shows now. */
export async function trySigningIn(page: Page, stage: Stage, ways: Ways): Promise<void> {
  await page.clock.setFixedTime(stage.now);
  await page.getByLabel("Inloggningsnamn").fill(ways.name);
  await page.getByLabel("Lösenfras", { exact: true }).fill(ways.passphrase);
  await page.getByLabel("Engångskod").fill(oneTimeCode(ways.factor, stage.now));
  await page.getByRole("button", { name: "Logga in", exact: true }).click();
}

/**
 * Answers for the worker that stretches a member's passphrase, in every tab of this browser: two seconds of two that a
 * story about something else would wait for. Any other passphrase the worker stretches itself.
 */
async function stretchBeforehand(page: Page, { passphrase, stretched }: Ways): Promise<void> {
  if (stretched === undefined) return;
  await page.context().addInitScript(
    ([words, outcome]) => {
      const shipped = Worker.prototype.postMessage;
      Worker.prototype.postMessage = function (this: Worker, message: { readonly words?: string }, ...rest: []) {
        if (message.words !== words) {
          shipped.call(this, message, ...rest);
          return;
        }
        const data = { stretched: Uint8Array.from(atob(outcome), (sign) => sign.charCodeAt(0)) };
        queueMicrotask(() => this.dispatchEvent(new MessageEvent("message", { data })));
      };
    },
    [passphrase, stretched] as const,
  );
}

/** Signs in, and waits until the desk is open. A code is good once: the next is half a minute later. */
export async function signIn(page: Page, stage: Stage, ways: Ways, desk = stage.desk): Promise<void> {
  await stretchBeforehand(page, ways);
  await signInUnaided(page, stage, ways, desk);
}

/** The same with nothing done for the browser: for the stories of signing in itself. */
export async function signInUnaided(page: Page, stage: Stage, ways: Ways, desk = stage.desk): Promise<void> {
  await page.goto(desk);
  await trySigningIn(page, stage, ways);
  await expect(page.getByRole("button", { name: "Lås", exact: true })).toBeVisible({ timeout: 45_000 });
  await stage.seconds(STEP);
}

/** Types the passphrase where the desk is locked. */
export async function unlock(page: Page, ways: Ways): Promise<void> {
  await expect(page.getByRole("heading", { name: "Skrivbordet är låst" })).toBeVisible();
  await page.getByLabel("Lösenfras", { exact: true }).fill(ways.passphrase);
  await page.getByRole("button", { name: "Lås upp" }).click();
  await expect(page.getByRole("button", { name: "Lås", exact: true })).toBeVisible({ timeout: 45_000 });
}

/** Opens the case with that reference from the inbox. */
export async function openCase(page: Page, reference: string): Promise<void> {
  await page.locator("a.case-row", { hasText: reference }).click();
  await expect(page.locator(".case-head .case-reference")).toHaveText(reference);
}

/** Reads the passphrase off its page, goes on, types it, goes on. */
export async function keepPassphrase(page: Page): Promise<string> {
  const words = await page.locator("ol.words li").allTextContents();
  expect(words).toHaveLength(7);
  await goOn(page);
  await page.getByLabel("Lösenfras", { exact: true }).fill(words.join(" "));
  await goOn(page);
  return words.join(" ");
}

/** Puts the second factor into an app, and types its code. */
export async function keepFactor(page: Page, stage: Stage): Promise<string> {
  const factor = fromBase32(await page.locator(".secret-text").innerText());
  await page.getByLabel("Engångskod").fill(oneTimeCode(factor, stage.now));
  await goOn(page);
  return factor;
}

/** Reads a code off its page, and types its last group. */
export async function keepCodeOfPage(page: Page): Promise<string> {
  const code = await page.locator("form > p.code").innerText();
  const groups = code.match(/[0-9A-Z]{5}/g) ?? [];
  expect(groups).toHaveLength(5);
  await page.getByLabel("Skriv de fem sista tecknen i koden").fill((groups[4] ?? "").toLowerCase());
  return groups.join("-");
}

/** Presses the button of a step. */
export async function goOn(page: Page, name = "Fortsätt"): Promise<void> {
  await page.getByRole("button", { name, exact: true }).click();
}
