/** Minutes that wait for their reporter: read, then approved by the case's signature, or corrected in words. */
import { isHeldBack } from "../../sealing/thread.ts";
import { minutesOf, type Minutes } from "../../sealing/minutes.ts";
import { all, copyOf, one, say } from "../page/elements.ts";
import { dayInWords } from "../page/days.ts";
import { fill } from "../page/messages.ts";
import type { OpenCase } from "./open.ts";

/** Makes what stands in the form of minutes work. */
export type Watch = (place: HTMLElement, minutes: Minutes) => void;

/**
 * Shows the minutes that wait, each with what answers it. A form that stands there already stays, with whatever was
 * written in it.
 */
export function renewMinutes(main: HTMLElement, open: OpenCase, watch: Watch): void {
  const section = one(main, "[data-minutes]", HTMLElement);
  const { entries, alarms } = open.conversation;
  const asked = minutesOf(entries).filter(({ isAsked }) => isAsked);
  const places = all(section, "[data-minutes-of]", HTMLElement);
  for (const place of places) {
    if (!asked.some(({ entry }) => place.dataset["minutesOf"] === String(entry.n))) place.remove();
  }
  for (const minutes of asked) {
    const n = String(minutes.entry.n);
    if (places.some((place) => place.dataset["minutesOf"] === n)) continue;
    const copy = copyOf("template[data-minutes-form]");
    const place = one(copy, "[data-minutes-of]", HTMLElement);
    place.dataset["minutesOf"] = n;
    fillIn(place, minutes);
    section.append(copy);
    watch(place, minutes);
  }
  section.hidden = asked.length === 0;
  for (const button of all(section, "button[type=submit]", HTMLButtonElement)) button.disabled = isHeldBack(alarms);
}

function fillIn(place: HTMLElement, { entry }: Minutes): void {
  const { body, n } = entry;
  const title = one(place, "[data-minutes-title]", HTMLElement);
  title.textContent = fill(title.textContent, { day: dayInWords(body.day, document.documentElement.lang) });
  const text = one(place, "[data-minutes-text]", HTMLElement);
  text.textContent = body.text;
  text.lang = body.language;
  one(place, "[data-minutes-files]", HTMLElement).hidden = body.files.length === 0;
  // Two minutes may wait at once: a label belongs to its own field.
  const field = one(place, "textarea", HTMLTextAreaElement);
  field.id = `correct-${n}`;
  one(place, "label", HTMLLabelElement).htmlFor = field.id;
  const mistake = one(place, "[data-mistake]", HTMLElement);
  mistake.id = `correct-${n}-mistake`;
  field.setAttribute("aria-describedby", mistake.id);
  say(mistake, "");
}
