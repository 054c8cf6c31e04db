/**
 * Opening contact details: first the signed act with its reason stands in the conversation, only then is anything
 * opened. Under contact=one that order is the desk's doing alone, so it stands in one place and is tested.
 */
import { openContactDetails } from "../../sealing/contact.ts";
import type { Identity } from "../../sealing/identity.ts";
import { asText } from "../../sealing/text.ts";
import { SealingError } from "../../sealing/failure.ts";
import type { Cases } from "./cases.ts";
import type { Shown } from "./current.ts";
import { openMyWrap, type OpenedCase } from "./opening.ts";
import type { CasesPorts } from "./ports.ts";
import type { Pending, Unsent } from "./sending.ts";
import { sendIn } from "./sending_in.ts";
import type { Letter } from "./writing.ts";

/** What came of opening. */
export type ContactOutcome =
  | { readonly is: "open"; readonly words: string }
  /** The act is stored, but what it was to open is damaged. */
  | { readonly is: "damaged" }
  /** The act is not stored, so nothing was opened. */
  | { readonly is: "not-stored"; readonly outcome: Unsent; readonly pending: Pending | null };

/** Whether there is a contact to open: verified, or not. */
export function contactIn({ conversation }: OpenedCase): "sealed" | "damaged" {
  const entry = conversation.entries[1];
  return entry?.status === "shown" && entry.body.kind === "contact" ? "sealed" : "damaged";
}

/** Stores the act, then opens. The reason is taken as any text that somebody typed or pasted. */
export async function openContact(
  reason: string,
  shown: Shown,
  pending: Pending | null,
  cases: Cases,
  ports: CasesPorts,
): Promise<ContactOutcome> {
  const entry = shown.opened.conversation.entries[1];
  if (entry?.status !== "shown" || entry.body.kind !== "contact") return { is: "damaged" };
  const letter: Letter = { kind: "contact-opened", reason: asText(reason).trim(), contact: { n: entry.n, hash: entry.hash } };
  const outcome = await sendIn(shown, letter, pending, { cases, ports });
  if (outcome.is !== "sent") {
    return { is: "not-stored", outcome, pending: outcome.is === "unknown" ? outcome.pending : null };
  }
  const words = await openWithWraps(entry.body.sealed, shown, ports);
  return words === null ? { is: "damaged" } : { is: "open", words };
}

async function openWithWraps(sealed: string, { answer, channel }: Shown, ports: CasesPorts): Promise<string | null> {
  const keys = ports.keys.map(({ identity, signing }) => ({ identity, verify: signing.verifyingKey }));
  for (const wrap of answer.wraps) {
    const opened = await openMyWrap(wrap.sealed, { keys, chain: channel.chain });
    if (opened === null) continue;
    const words = await openWith(sealed, opened.keys[0]);
    if (words !== null) return words;
  }
  return null;
}

async function openWith(sealed: string, identity: Identity<"case">): Promise<string | null> {
  try {
    return await openContactDetails(sealed, identity);
  } catch (error) {
    if (error instanceof SealingError) return null;
    throw error;
  }
}
