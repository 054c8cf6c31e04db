/** Whom the report is kept from, and who is left. */
import { concernable, ExclusionError, shareCase, type Sharing } from "../../sealing/exclusion.ts";
import { parseHolder, type Holder } from "../../sealing/holder.ts";
import type { Keyring } from "../../sealing/keyring.ts";
import { all, maybe, one } from "../page/elements.ts";

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
  #keyring: Keyring;

  /** @throws {@link ListError} */
  constructor(root: HTMLElement, keyring: Keyring) {
    this.#root = root;
    this.#choices = all(root, "input[data-exclude]", HTMLInputElement);
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

  /** The titles of those who can open the report, in the keyring's order. */
  get readers(): readonly string[] {
    const { sharing } = this;
    return sharing === null ? [] : readersOf(this.#keyring, sharing);
  }

  /** Says who is left when all who usually read are shut out. */
  tell(): void {
    const { sharing } = this;
    const handlers = this.#keyring.handlers.map((line): Holder => line.id);
    const out = new Set(this.excluded);
    const usual = handlers.some((holder) => !out.has(holder));
    const left = sharing === null ? "nobody" : sharing.recoveryAlone ? "recovery" : usual ? null : "deputies";
    for (const told of all(this.#root, "[data-left]", HTMLElement)) told.hidden = told.dataset["left"] !== left;
    const authorities = maybe(this.#root, "[data-authorities]", HTMLElement);
    if (authorities !== null) authorities.hidden = left !== "nobody" && left !== "recovery";
  }

  focus(): void {
    (this.#choices.find((choice) => choice.checked) ?? one(this.#root, "input[data-exclude]", HTMLInputElement)).focus();
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
