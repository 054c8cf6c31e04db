/** What was changed in the form after the first try had already arrived: offered as a message to the handlers. */
import { dayAt } from "../../sealing/day.ts";
import { digestOf } from "../../sealing/digest.ts";
import type { Next } from "../../sealing/thread.ts";
import { sealInConversation } from "../../sealing/write.ts";
import { one, say, setBusy } from "../page/elements.ts";
import { message } from "../page/messages.ts";
import { isTooLong } from "../page/words.ts";
import { envelopesAnswer, writtenAnswer } from "../server/answers.ts";
import { Signed } from "../server/client.ts";
import { envelopeRequest } from "../server/envelope.ts";
import { ServerError } from "../server/failure.ts";
import type { Sent } from "./send.ts";

/** The number after report and contact. */
const NUMBER = 2;

/**
 * Offers the change below the code. Nothing is sent unless the reporter asks for it; `done` is called once it has come back
 * as it was sealed.
 */
export function offerChange(main: HTMLElement, sent: Sent, change: string, language: string, zone: string, done: () => void): void {
  const section = one(main, "[data-changed]", HTMLElement);
  const button = one(section, "button", HTMLButtonElement);
  const status = one(section, "[data-change-status]", HTMLElement);
  const signed = new Signed(sent.own.keys.access);
  // Sealed once: a second try sends the very bytes of the first.
  let envelope: Uint8Array<ArrayBuffer> | null = null;
  let isSending = false;

  const deliver = async (): Promise<"reply-sent" | "reply-unknown" | "changed-elsewhere"> => {
    if (isTooLong(change)) return "changed-elsewhere";
    try {
      envelope ??= await sealChange(sent, change, language, zone);
      await signed.post("/api/case/envelopes", envelopeRequest(NUMBER, envelope, "none"), writtenAnswer);
      const { envelopes } = await signed.get(`/api/case/envelopes?from=${NUMBER}`, envelopesAnswer);
      const kept = envelopes.find(({ n }) => n === NUMBER);
      return kept !== undefined && "length" in kept.file && digestOf(kept.file) === digestOf(envelope) ? "reply-sent" : "reply-unknown";
    } catch (error) {
      return error instanceof ServerError && error.kind === "conflict" ? "changed-elsewhere" : "reply-unknown";
    }
  };

  one(section, "[data-change]", HTMLElement).textContent = change;
  section.hidden = false;
  button.addEventListener("click", () => {
    if (isSending) return;
    isSending = true;
    setBusy(button, true);
    say(status, message("sending-upload"));
    void deliver().then((outcome) => {
      isSending = false;
      setBusy(button, false);
      say(status, message(outcome));
      if (outcome === "reply-sent") done();
      if (outcome === "reply-unknown") return;
      button.hidden = true;
      status.focus();
    });
  });
}

/** Number 2 of the conversation that was just filed: what comes before it is what this browser sealed itself. */
async function sealChange(sent: Sent, text: string, language: string, zone: string): Promise<Uint8Array<ArrayBuffer>> {
  const { own, filing, epoch } = sent;
  const { keys, identity } = own;
  const { reference, keyring } = epoch;
  const day = dayAt(new Date(), zone);
  if (day === null) throw new RangeError("a day beyond the calendar");
  const next: Next = {
    case: filing.case,
    thread: "c",
    n: NUMBER,
    prev: digestOf(filing.contact),
    seen: null,
    gen: 0,
    recipient: identity.recipient,
    leastEpoch: reference.epoch,
  };
  const author = { signer: keys.signing, side: "reporter", keyring: reference, day, path: "browser" } as const;
  const content = { text, language, files: [], step: null };
  const pinned = { reporter: keys.identity.recipient };
  return sealInConversation("message", content, next, author, pinned, keyring.policy);
}
