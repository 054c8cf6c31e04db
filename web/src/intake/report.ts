/**
 * The script of the report form: verifies the channel, and only then lets anybody write.
 *
 * Whatever goes wrong before that leaves the form disabled, as the server sent it, and says why.
 */
import { KeyringError } from "../sealing/keyring.ts";
import { ReportForm } from "./filing/form.ts";
import { ListError } from "./filing/concerns.ts";
import { carry, readFragment, tellKey } from "./page/carry.ts";
import { one } from "./page/elements.ts";
import { watchForLeaving } from "./page/leave.ts";
import { message } from "./page/messages.ts";
import { canSeal } from "./page/browser.ts";
import { fetchChannel, SettingsError } from "./server/channels.ts";
import { ServerError } from "./server/failure.ts";

let running: ReportForm | null = null;
watchForLeaving(() => {
  running?.letGo();
});
const { hash, pathname } = location;
carry(hash);
const notRunning = one(document, "[data-not-running]", HTMLElement);
start().then(
  (form) => {
    running = form;
    notRunning.hidden = true;
    // The keyring's own signature and owner were held against the link, whatever the server shows.
    if (readFragment(hash).kind === "fingerprint") tellKey("checked");
  },
  (error: unknown) => {
    const isMismatch = error instanceof KeyringError && error.kind === "owner";
    if (isMismatch) tellKey("mismatch");
    notRunning.hidden = isMismatch;
    notRunning.textContent = whyNot(error);
  },
);

async function start(): Promise<ReportForm> {
  if (!canSeal()) throw new RangeError("the browser lacks what sealing needs");
  const form = one(document, "form[data-report]", HTMLFormElement);
  const linked = readFragment(hash);
  if (linked.kind === "unreadable") throw new KeyringError("owner");
  const fingerprint = linked.kind === "fingerprint" ? linked.fingerprint : null;
  const [, , , address = ""] = pathname.split("/");
  const channel = await fetchChannel(decodeURIComponent(address), fingerprint);
  if (channel.chain.channel !== form.dataset["channel"]) throw new ListError();
  return new ReportForm(form, channel, fingerprint);
}

function whyNot(error: unknown): string {
  if (error instanceof ServerError && error.kind !== "answer") {
    return message(error.kind === "network" ? "sending-failed-network" : "sending-failed-other");
  }
  if (error instanceof ServerError || error instanceof KeyringError || error instanceof SettingsError || error instanceof ListError) {
    return message("sending-failed-keys");
  }
  return canSeal() ? notRunning.textContent : message("sending-failed-browser");
}
