/** What was changed in the form after the first try had already arrived: offered as a message to the handlers. */
import { dayAt } from "../../sealing/day.ts";
import { base64 } from "../../sealing/encoding.ts";
import { digestOf } from "../../sealing/digest.ts";
import { MOST_CHARACTERS } from "../../sealing/text.ts";
import type { Next } from "../../sealing/thread.ts";
import { sealInConversation } from "../../sealing/write.ts";
import { one, say } from "../page/elements.ts";
import { message } from "../page/messages.ts";
import { writtenAnswer } from "../server/answers.ts";
import { Signed, jsonBytes } from "../server/client.ts";
import type { Sent } from "./send.ts";

/** Offers the change below the code. Nothing is sent unless the reporter asks for it. */
export function offerChange(main: HTMLElement, sent: Sent, change: string, language: string, zone: string): void {
  const section = one(main, "[data-changed]", HTMLElement);
  const button = one(section, "button", HTMLButtonElement);
  const status = one(section, "[data-change-status]", HTMLElement);
  one(section, "[data-change]", HTMLElement).textContent = change;
  section.hidden = false;
  let sealed: Promise<Uint8Array<ArrayBuffer>> | null = null;
  button.addEventListener("click", () => {
    button.disabled = true;
    say(status, message("sending-upload"));
    // Sealed once: a second try sends the very bytes of the first.
    sealed ??= sealChange(sent, change.slice(0, MOST_CHARACTERS), language, zone);
    sealed.then((body) => new Signed(sent.own.keys.access).post("/api/case/envelopes", body, writtenAnswer)).then(
      () => {
        button.hidden = true;
        say(status, message("reply-sent"));
      },
      () => {
        button.disabled = false;
        say(status, message("reply-unknown"));
      },
    );
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
    n: 2,
    prev: digestOf(filing.contact),
    seen: null,
    gen: 0,
    recipient: identity.recipient,
    leastEpoch: reference.epoch,
  };
  const author = { signer: keys.signing, side: "reporter", keyring: reference, day, path: "browser" } as const;
  const content = { text, language, files: [], step: null };
  const pinned = { reporter: keys.identity.recipient };
  const envelope = await sealInConversation("message", content, next, author, pinned, keyring.policy);
  return jsonBytes({ n: next.n, sealed: base64(envelope) });
}
