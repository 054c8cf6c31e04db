/** Hands that have a keyboard and nothing else. */
import { expect, type Locator, type Page } from "@playwright/test";

/** More presses than it takes to come round a page. */
const MOST = 120;

/** What stands in the way of seeing where the focus is. */
type Hidden = "nowhere" | "unmarked" | "out of sight" | "covered";

/** Presses keys, and looks where the focus is after each that moves it (WCAG 2.2, 2.4.7 and 2.4.11). */
export class Keys {
  readonly #page: Page;
  #pointers = 0;

  private constructor(page: Page) {
    this.#page = page;
  }

  /** Hands at a page that was not opened yet. */
  static async at(page: Page): Promise<Keys> {
    await page.addInitScript(() => {
      window.addEventListener(
        "pointerdown",
        () => {
          throw new Error("a pointer was used");
        },
        true,
      );
    });
    const keys = new Keys(page);
    page.on("pageerror", (error) => {
      if (error.message.includes("pointer")) keys.#pointers += 1;
    });
    return keys;
  }

  /** Moves the focus on until it is there, by a key that moves it. */
  async to(target: Locator, key = "Tab"): Promise<void> {
    for (let presses = 0; presses < MOST; presses += 1) {
      if (await this.#isAt(target)) return;
      await this.#page.keyboard.press(key);
      await this.#expectInSight();
    }
    throw new Error(`${String(target)} is not reached by ${key}`);
  }

  /** Chooses among radio buttons, one of which has the focus. */
  async choose(target: Locator): Promise<void> {
    await this.to(target, "ArrowDown");
    await expect(target).toBeChecked();
  }

  /** Presses these keys, one after the other. */
  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.#page.keyboard.press(key);
  }

  async type(text: string): Promise<void> {
    await this.#page.keyboard.type(text);
  }

  /** That nothing was done by anything else. */
  expectNoPointer(): void {
    expect(this.#pointers).toBe(0);
  }

  async #isAt(target: Locator): Promise<boolean> {
    if ((await target.count()) === 0) return false;
    return target.first().evaluate((element) => element === document.activeElement);
  }

  async #expectInSight(): Promise<void> {
    const hidden = await this.#page.evaluate((): readonly [Hidden, string] | null => {
      const element = document.activeElement;
      // Past the last control the focus is the browser's own.
      if (element === null || element === document.body) return null;
      const said = element.outerHTML.slice(0, 200);
      const { left, right, top, bottom, width, height } = element.getBoundingClientRect();
      if (width === 0 || height === 0) return ["nowhere", said];
      const style = getComputedStyle(element);
      const label = element.closest("label");
      const around = label === null ? style : getComputedStyle(label);
      const isMarked = [style, around].some(({ outlineStyle, boxShadow }) => outlineStyle !== "none" || boxShadow !== "none");
      if (!isMarked) return ["unmarked", said];
      const [x, y] = [(Math.max(left, 0) + Math.min(right, innerWidth)) / 2, (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2];
      if (x < 0 || y < 0 || x > innerWidth || y > innerHeight || top >= innerHeight || bottom <= 0) return ["out of sight", said];
      const seen = document.elementFromPoint(x, y);
      const isSeen = seen !== null && (seen === element || element.contains(seen) || seen.contains(element) || label?.contains(seen) === true);
      return isSeen ? null : ["covered", `${said} by ${seen?.outerHTML.slice(0, 200) ?? "nothing"}`];
    });
    expect(hidden).toBeNull();
  }
}
