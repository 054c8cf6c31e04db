/**
 * The script of the pages that lead to the form: the way out, the fragment carried on, and the link's fingerprint held
 * against the one that the server shows.
 *
 * What the server shows is its word. It cannot see the fragment, so a link that fits speaks for it; the keyring itself is
 * verified on the form's page, before a word can be written there. Doing it here as well would make the first page, which
 * somebody on a bus waits for, three times as heavy.
 */
import { carry, readFragment, tellKey } from "./page/carry.ts";
import { all, maybe } from "./page/elements.ts";
import { watchForLeaving } from "./page/leave.ts";

watchForLeaving();
const { hash } = location;
carry(hash);

const shown = maybe(document, "[data-fingerprint]", HTMLElement);
const linked = readFragment(hash);
if (shown !== null && linked.kind !== "nothing") {
  const fits = linked.kind === "fingerprint" && linked.fingerprint === shown.textContent.trim();
  tellKey(fits ? "fits" : "mismatch");
  if (!fits) for (const link of all(document, "a[data-report]", HTMLElement)) link.hidden = true;
}
