/** What the owner types, and what is wrong with it before anything is made of it. */
import { asText, isShortText } from "../../sealing/text.ts";
import { asName } from "../entry/open.ts";
import type { Phrase } from "../words.ts";
import type { Answers } from "./establish.ts";
import type { OrganisationKind } from "./settings.ts";

/** The form as typed. */
export interface Typed {
  readonly swedish: string;
  readonly english: string;
  readonly address: string;
  /** Whether the owner has written an address of their own, so that it no longer follows the name. */
  readonly isOwnAddress: boolean;
  readonly kind: OrganisationKind;
  readonly obliged: boolean;
  readonly title: string;
  readonly name: string;
  readonly recoveryHolder: string;
}

/** Nothing typed yet. */
export const NOTHING_TYPED: Typed = {
  swedish: "",
  english: "",
  address: "",
  isOwnAddress: false,
  kind: "municipality",
  obliged: true,
  title: "",
  name: "",
  recoveryHolder: "",
};

/** What is wrong with each field; the fields that are right are not in it. */
export type Faults = Partial<Record<keyof Typed, Phrase>>;

/** The most letters of a channel's address. */
const MOST_ADDRESS = 40;
const ADDRESS = /^[a-z0-9][a-z0-9-]{0,38}[a-z0-9]$/;

/** An address that a name suggests: its letters without their marks, hyphens for the rest. */
export function suggestAddress(name: string): string {
  const plain = name.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase().replaceAll("ß", "ss");
  const words = plain.replaceAll(/[^a-z0-9]+/gu, "-").replaceAll(/^-|-$/gu, "");
  return words.slice(0, MOST_ADDRESS).replace(/-$/u, "");
}

/** Short words as they are kept: on one line, without white space around, NFC. */
export function asShort(typed: string): string {
  return asText(typed).replaceAll(/\s+/gu, " ").trim();
}

/** What is wrong with the channel's names and address. */
export function faultsOfChannel(typed: Typed): Faults {
  return {
    ...(isShortText(asShort(typed.swedish)) ? {} : { swedish: "desk-channel-name-missing" }),
    ...(typed.english === "" || isShortText(asShort(typed.english)) ? {} : { english: "desk-too-long" }),
    ...(ADDRESS.test(typed.address.trim()) ? {} : { address: "desk-address-form" }),
  };
}

/** What is wrong with what the owner is called. */
export function faultsOfOwner(typed: Typed): Faults {
  return { ...faultsOfTitle(typed.title), ...faultsOfName(typed.name) };
}

/** What is wrong with a shown title. */
export function faultsOfTitle(title: string): Pick<Faults, "title"> {
  return isShortText(asShort(title)) ? {} : { title: "desk-title-missing" };
}

/** What is wrong with a sign-in name. */
export function faultsOfName(name: string): Pick<Faults, "name"> {
  return isShortText(asName(name)) ? {} : { name: "desk-sign-in-name-missing" };
}

/** What is wrong with who keeps the channel's recovery code. */
export function faultsOfRecovery(typed: Typed): Faults {
  return isShortText(asShort(typed.recoveryHolder)) ? {} : { recoveryHolder: "desk-recovery-holder-missing" };
}

/** The answers, of a form that has no faults. */
export function asAnswers(typed: Typed): Answers {
  const swedish = asShort(typed.swedish);
  const english = asShort(typed.english);
  return {
    organisation: {
      kind: typed.kind,
      obliged: typed.obliged,
      name: { sv: swedish, en: english === "" ? swedish : english },
    },
    address: typed.address.trim(),
    title: asShort(typed.title),
    name: asName(typed.name),
    recoveryHolder: asShort(typed.recoveryHolder),
  };
}
