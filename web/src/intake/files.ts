/**
 * The part about files, which the report form and the follow-up load when it is needed. It tells the page that it is
 * there by an event; the page's own script goes on from that.
 */
import { Choosing } from "./files/chooser.ts";
import { FilesOfLetters } from "./files/letters.ts";
import { hold } from "./files/held.ts";
import { LOADED, type FilesPart } from "./files/part.ts";

const letters = new FilesOfLetters();
/** The choices of files on the page of a case. */
const choices: Choosing[] = [];
const part: FilesPart = {
  choose: (place, sending, channel, by) => {
    const choice = new Choosing(place, sending, channel, by);
    if (by !== null) choices.push(choice);
    return choice;
  },
  hold,
  show: (by, shown) => letters.show(by, shown),
};
// The page of a case is emptied when it is left, and loaded anew by whoever comes back. A report that is not sent is neither.
addEventListener("pagehide", () => {
  letters.close();
  for (const choice of choices) choice.close();
});
dispatchEvent(new CustomEvent(LOADED, { detail: part }));
