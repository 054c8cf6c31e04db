/** A member's mail address, on the wire. */
import { count, list, nullable, oneOf, string } from "../../sealing/schema.ts";
import type { Day } from "../../sealing/day.ts";
import { answer, nothing, type Api } from "../api.ts";
import type { Locale } from "../words.ts";
import { day, truth } from "./read.ts";

const HOURS_OF_A_DAY = 24;
const LONGEST_ADDRESS = 254;
const LONGEST_LOCAL_PART = 64;
const LOCAL_PART = /^[\w!#$%&'*+\-/=?^`{|}~]+(\.[\w!#$%&'*+\-/=?^`{|}~]+)*$/;
const LABEL = /^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/;

/** Where mails to the member go, and shall go. */
export interface MailStanding {
  /** Whether mails are sent from here at all. */
  readonly on: boolean;
  /** The hours at which they go, in Stockholm. */
  readonly hours: readonly number[];
  /** Where they go; `refused` is the day since which the mail server takes none for it. */
  readonly confirmed: { readonly address: string; readonly language: Locale; readonly refused: Day | null } | null;
  /** Where they shall go once the code is typed; `refused` is the day on which the mail server took no code for it. */
  readonly pending: {
    readonly address: string;
    readonly language: Locale;
    readonly sent: boolean;
    readonly refused: Day | null;
  } | null;
}

const language = oneOf("sv", "en");

const standing = answer({
  on: truth,
  hours: list(count, HOURS_OF_A_DAY),
  confirmed: nullable(answer({ address: string, language, refused: nullable(day) })),
  pending: nullable(answer({ address: string, language, sent: truth, refused: nullable(day) })),
});

const typed = answer({ confirmed: truth, left: count });

/** Whether it is a mail address of the one form that the server takes: ASCII, nothing in quotes. */
export function isMailAddress(text: string): boolean {
  const [local, domain, ...more] = text.split("@");
  if (local === undefined || domain === undefined || more.length > 0) return false;
  const fits = text.length <= LONGEST_ADDRESS && local.length <= LONGEST_LOCAL_PART;
  return fits && LOCAL_PART.test(local) && domain.split(".").every((label) => LABEL.test(label));
}

/** Where mails to the member go. */
export async function fetchMail(api: Api): Promise<MailStanding> {
  return api.get("/api/mail", standing);
}

/** Enters an address, to which a code is mailed; the confirmed one only gets its language. */
export async function enterMail(api: Api, address: string, chosen: Locale): Promise<void> {
  await api.send("PUT", "/api/mail", nothing, { body: { address, language: chosen } });
}

/**
 * Types the code that was mailed; how many tries are left if it is another, null if it is right.
 *
 * @throws ApiError `problem-expired` when none waits any more
 */
export async function confirmMail(api: Api, code: string): Promise<number | null> {
  const { confirmed, left } = await api.send("POST", "/api/mail/confirmation", typed, { body: { code } });
  return confirmed ? null : left;
}

/** Forgets the address. */
export async function removeMail(api: Api): Promise<void> {
  await api.send("DELETE", "/api/mail", nothing);
}
