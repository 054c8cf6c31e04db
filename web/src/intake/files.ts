/**
 * The part about files, which the report form and the follow-up load when it is needed. It tells the page that it is
 * there by an event; the page's own script goes on from that.
 */
import { Choosing } from "./files/chooser.ts";
import { FilesOfLetters } from "./files/letters.ts";
import { hold } from "./files/held.ts";
import { LOADED, type FilesPart } from "./files/part.ts";

const letters = new FilesOfLetters();
const part: FilesPart = {
  choose: (place, sending, channel, by) => new Choosing(place, sending, channel, by),
  hold,
  show: (by, shown) => letters.show(by, shown),
};
dispatchEvent(new CustomEvent(LOADED, { detail: part }));
