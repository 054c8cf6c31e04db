/** Whom the report is kept from, and who is left. */
import { concernable, ExclusionError, shareCase, type Sharing } from "../../sealing/exclusion.ts";
import { parseHolder, type Holder } from "../../sealing/holder.ts";
import type { Keyring } from "../../sealing/keyring.ts";
import { all, one } from "../page/elements.ts";
import type { Mistake } from "./steps.ts";

/** The form lists other people than the verified keyring: the page is old, or the server lies. */
export class ListError extends Error {
  readonly kind = "list";

  constructor() {
    super("the form does not list whom the keyring names");
    this.name = "ListError";
  }
}

/** The titles of those who can open a report that is shared so, in the keyring's order. */
export function readersOf(keyring: Keyring, { wrapped }: Sharing): readonly string[] {
  return concernable(keyring)
    .filter(({ holder, role }) => role !== "custodian" && wrapped.includes(holder))
    .map(({ title }) => title);
}

/** The part of the form that asks whom the report concerns. */
export class Concerns {
  readonly #root: HTMLElement;
  readonly #choices: readonly HTMLInputElement[];
  /** Ticked by whoever sends the report although recovery alone is left. */
  readonly #alone: HTMLInputElement;
  #keyring: Keyring;

  /** @throws {@link ListError} */
  constructor(root: HTMLElement, keyring: Keyring) {
    this.#root = root;
    this.#choices = all(root, "input[data-exclude]", HTMLInputElement);
    this.#alone = one(root, "input[data-alone]", HTMLInputElement);
    this.#keyring = keyring;
    this.#check(keyring);
    for (const choice of this.#choices) {
      choice.addEventListener("change", () => {
        this.tell();
      });
    }
    this.tell();
  }

  /** Goes on with a newer keyring. @throws {@link ListError} */
  renew(keyring: Keyring): void {
    this.#check(keyring);
    this.#keyring = keyring;
    this.tell();
  }

  /** Those shut out. */
  get excluded(): readonly Holder[] {
    return this.#choices
      .filter((choice) => choice.checked)
      .map((choice) => parseHolder(choice.value))
      .filter((holder) => holder !== null);
  }

  /** Who gets the report; null if nobody is left. */
  get sharing(): Sharing | null {
    try {
      return shareCase(this.#keyring, this.excluded);
    } catch (error) {
      if (error instanceof ExclusionError && error.kind === "nobody-left") return null;
      throw error;
    }
  }

  /** Whether contact details need a custodian to be opened, and every one is shut out. */
  get nobodyOpensContact(): boolean {
    const { policy, custodians } = this.#keyring;
    const out = this.excluded;
    return policy.contact === "two" && custodians.every(({ id }) => out.includes(id));
  }

  /** The titles of those who can open the report, in the keyring's order. */
  get readers(): readonly string[] {
    const { sharing } = this;
    return sharing === null ? [] : readersOf(this.#keyring, sharing);
  }

  /** Why the report cannot be sent so: nobody is left, or recovery alone and the reporter has not said to go on. */
  get mistakes(): readonly Mistake[] {
    const left = this.#left();
    const mend = left === "recovery" && !this.#alone.checked ? this.#alone : left === "nobody" ? this.#choices.find(({ checked }) => checked) : undefined;
    if (mend === undefined) return [];
    const focus = (): void => {
      mend.focus();
    };
    return [{ words: one(this.#root, `[data-left="${left ?? ""}"]`, HTMLElement).textContent, focus }];
  }

  /** Says who is left when all who usually read are shut out. */
  tell(): void {
    const left = this.#left();
    for (const told of all(this.#root, "[data-left]", HTMLElement)) told.hidden = told.dataset["left"] !== left;
    const isDire = left === "nobody" || left === "recovery";
    one(this.#root, "[data-authorities]", HTMLElement).hidden = !isDire;
    one(this.#root, "[data-consent]", HTMLElement).hidden = left !== "recovery";
    // Who has changed their mind about whom to shut out is asked anew.
    if (left !== "recovery") this.#alone.checked = false;
  }

  #left(): "nobody" | "recovery" | "deputies" | null {
    const { sharing } = this;
    if (sharing === null) return "nobody";
    if (sharing.recoveryAlone) return "recovery";
    const out = new Set(this.excluded);
    return this.#keyring.handlers.some((line) => !out.has(line.id)) ? null : "deputies";
  }

  /** What is asked is what the owner signed: the same people, roles and titles. */
  #check(keyring: Keyring): void {
    const signed = concernable(keyring).map(({ holder, role, title }) => `${holder} ${role} ${title}`);
    const listed = this.#choices.map((choice) => {
      const title = choice.nextElementSibling?.firstChild?.textContent?.trim() ?? "";
      return `${choice.value} ${choice.dataset["role"] ?? ""} ${title}`;
    });
    if (signed.length !== listed.length || signed.some((line, at) => line !== listed[at])) throw new ListError();
  }
}
