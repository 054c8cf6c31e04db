/** Who wrote something, in words, and how values are said in a channel. */
import type { MemberId } from "../../../sealing/id.ts";
import type { ShownEntry } from "../../../sealing/thread.ts";
import type { Words } from "../../words.ts";
import { titleOfHolder, type Channel } from "../channel.ts";
import type { Saying } from "./in_words.ts";

/** Whoever reads, and where. */
export interface Reading {
  readonly me: MemberId;
  readonly channel: Channel;
}

/** Who wrote an envelope. */
export function writerInWords(writer: ShownEntry["writer"], { me, channel }: Reading, say: Words["say"]): string {
  if (writer.side === "reporter") return say("cases-reporter");
  if (writer.holder === me) return say("cases-you");
  if (writer.holder === "recovery") return say("cases-recovery");
  return writer.title === "" ? titleOfHolder(channel.chain, writer.holder) : writer.title;
}

/** How the values of a record are said there. */
export function sayingOf({ channel }: Pick<Reading, "channel">, words: Words): Saying {
  return { words, titleOf: (member) => titleOfHolder(channel.chain, member) };
}
