/** What does not verify, in words: the reason as a message's id, for whoever shows it. */
import type { Alarm, Damage } from "../../sealing/thread.ts";
import type { Phrase } from "../words.ts";
import type { Column } from "./course.ts";
import type { RowTrouble } from "./inbox.ts";
import type { WaivedSince } from "./summary.ts";

/** Why an envelope is damaged, as a sentence. */
export const DAMAGE_WORDS: Readonly<Record<Damage, Phrase>> = {
  missing: "cases-damage-missing",
  gate: "cases-damage-gate",
  unopened: "cases-damage-unopened",
  altered: "cases-damage-altered",
  content: "cases-damage-content",
  author: "cases-damage-author",
  signature: "cases-damage-signature",
  "other-case": "cases-damage-other-case",
  "other-thread": "cases-damage-other-thread",
  "other-number": "cases-damage-other-number",
  "sealed-to": "cases-damage-sealed-to",
  substituted: "cases-damage-substituted",
  seen: "cases-damage-seen",
  strike: "cases-damage-strike",
  "unknown-keyring": "cases-damage-unknown-keyring",
  "old-keyring": "cases-damage-old-keyring",
  "not-in-keyring": "cases-damage-not-in-keyring",
  left: "cases-damage-left",
  "no-member": "cases-damage-no-member",
  writer: "cases-damage-writer",
  "not-eligible": "cases-damage-not-eligible",
  excluded: "cases-damage-excluded",
  generation: "cases-damage-generation",
};

/** What must be said of a case as a whole. */
export const ALARM_WORDS: Readonly<Record<Alarm["kind"], Phrase>> = {
  "held-back": "cases-alarm-held-back",
  "unknown-keyring": "cases-alarm-unknown-keyring",
  "late-keyring": "cases-alarm-late-keyring",
  "old-generation": "cases-alarm-old-generation",
  "leaver-rekeyed": "cases-alarm-leaver-rekeyed",
};

/** Why nothing of a case can be shown. */
export const TROUBLE_WORDS: Readonly<Record<RowTrouble, Phrase>> = {
  "no-wrap": "cases-trouble-no-wrap",
  "not-borne-out": "cases-trouble-not-borne-out",
  "no-report": "cases-trouble-no-report",
  "not-this-case": "cases-trouble-not-this-case",
  "another-case": "cases-trouble-another-case",
  unfetched: "cases-trouble-unfetched",
};

/** A waiver in the clear that no verified record bears out. */
export const WAIVER_WORDS: Readonly<Record<keyof WaivedSince, Phrase>> = {
  acknowledgement: "waivers-column-acknowledgement",
  feedback: "waivers-column-feedback",
};

/** A day in the clear that no signed step bears out. */
export const COLUMN_WORDS: Readonly<Record<Column, Phrase>> = {
  acknowledged: "cases-column-acknowledged",
  fedBack: "cases-column-fed-back",
  closed: "cases-column-closed",
  received: "cases-column-received",
};
