/** Who wrote something, in words, and how values are said in a channel. */
import type { MemberId } from "../../../sealing/id.ts";
import type { ShownEntry } from "../../../sealing/thread.ts";
import type { Words } from "../../words.ts";
import { titleOfHolder, type Channel } from "../channel.ts";
import type { Saying } from "./in_words.ts";

/** For whom something is said, and where. */
export interface Audience {
  /** Who is called "you"; null where what is said is for others too. */
  readonly me: MemberId | null;
  readonly channel: Channel;
}

/** Whoever reads, and where. */
export interface Reading extends Audience {
  readonly me: MemberId;
}

/** Who wrote an envelope. */
export function writerInWords(writer: ShownEntry["writer"], { me, channel }: Audience, say: Words["say"]): string {
  if (writer.side === "reporter") return say("cases-reporter");
  if (writer.holder === me) return say("cases-you");
  if (writer.holder === "recovery") return say("cases-recovery");
  return writer.title === "" ? titleOfHolder(channel.chain, writer.holder) : writer.title;
}

/** How the values of a record are said there. */
export function sayingOf({ channel }: Pick<Audience, "channel">, words: Words): Saying {
  return { words, titleOf: (member) => titleOfHolder(channel.chain, member) };
}
