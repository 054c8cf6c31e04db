/**
 * Where reporters find a channel. Neither the intake's address nor the channel's word is signed: a server that lies
 * could have a link with a right fingerprint lead somewhere else, where nothing checks it. So what an owner set up, or
 * has confirmed, is held against what the server says today, on the owner's own computer.
 */
import type { ChannelId } from "../../sealing/id.ts";
import type { Memory } from "../memory.ts";

/** How what the server says stands to what this computer remembers. */
export type PlaceStanding = { readonly is: "same" | "unknown" } | { readonly is: "other"; readonly before: string };

/** The address of a channel without a language. */
export function placeOf(intake: string, address: string): string {
  return `${intake}/c/${address}`;
}

/** Holds an address against what this computer remembers. */
export function standingOf(memory: Pick<Memory, "placeOf">, channel: ChannelId, place: string): PlaceStanding {
  const before = memory.placeOf(channel);
  if (before === null) return { is: "unknown" };
  return before === place ? { is: "same" } : { is: "other", before };
}
