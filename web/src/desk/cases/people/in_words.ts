/** Who can open a case, and how that came to be, in words. */
import type { BodyOf } from "../../../sealing/body.ts";
import type { Holder } from "../../../sealing/holder.ts";
import type { ShownEntry } from "../../../sealing/thread.ts";
import type { Conversation } from "../../../sealing/thread/conversation.ts";
import { ApiError } from "../../api.ts";
import { inWords } from "../../problem.ts";
import type { Words } from "../../words.ts";
import { titleOfHolder, type Channel } from "../channel.ts";
import type { Unchanged } from "./changing_access.ts";

/** What somebody is called in a channel. */
export function titleInWords(holder: Holder, { chain }: Pick<Channel, "chain">, say: Words["say"]): string {
  const title = titleOfHolder(chain, holder);
  return title === "" && holder === "recovery" ? say("cases-recovery") : title;
}

/** Several people, "A, B och C"; recovery last, as what it is. */
export function namesInWords(holders: readonly Holder[], channel: Pick<Channel, "chain">, { locale, say }: Words): string {
  const titles = holders
    .filter((holder) => holder !== "recovery")
    .map((holder) => titleInWords(holder, channel, say))
    .sort((one, other) => one.localeCompare(other, locale));
  if (holders.includes("recovery")) {
    titles.push(`${titleInWords("recovery", channel, say)} (${say("cases-can-open-recovery")})`);
  }
  return new Intl.ListFormat(locale === "en" ? "en-GB" : locale, { type: "conjunction" }).format(titles);
}

/** What another key of the case did: who left with it, and who came. */
export function rekeyInWords(
  entry: ShownEntry<BodyOf<"rekey">>,
  { standings }: Pick<Conversation, "standings">,
  who: string,
  channel: Pick<Channel, "chain">,
  words: Words,
): string {
  const { say } = words;
  const before = standings[entry.n - 1]?.members ?? new Set<Holder>();
  const after = new Set<Holder>(entry.body.members);
  const left = [...before].filter((holder) => !after.has(holder));
  const came = [...after].filter((holder) => !before.has(holder) && holder !== "recovery");
  const names = left.length === 0 ? "" : namesInWords(left, channel, words);
  if (entry.body.cause === "left-to-recovery" && came.length > 0) {
    return say("people-event-recovered", { who, names: namesInWords(came, channel, words) });
  }
  const said = whatHappened();
  return came.length === 0 ? said : `${said} ${say("people-event-came", { names: namesInWords(came, channel, words) })}`;

  function whatHappened(): string {
    const { writer, body } = entry;
    if (writer.side === "member" && left.includes(writer.holder)) return say("people-event-stepped-aside", { who });
    if (body.cause === "shut-out" && names !== "") return say("people-event-shut-out", { who, names });
    if (names !== "") return say("people-event-left", { who, names });
    const isByItself = body.cause !== "theft" && body.cause !== "left-to-recovery";
    return isByItself ? say("people-event-new-key", { who }) : say("cases-rekey", { who });
  }
}

/** Why nothing was changed, and what to do. */
export function unchangedInWords(because: Unchanged, words: Words): string {
  const { say } = words;
  switch (because) {
    case "excluded":
      return say("people-refused-excluded");
    case "gone":
      return say("people-refused-gone");
    case "left-before":
      return say("people-refused-left-before");
    case "nobody-left":
      return say("people-aside-nobody");
    case "not-listed":
      return say("people-refused-not-listed");
    case "withheld":
      return say("cases-refused-withheld");
    case "no-standing":
      return say("cases-refused-no-standing");
    case "old-keyring":
      return say("cases-refused-old-keyring");
    case "problem-conflict":
      return say("people-refused-busy");
    default:
      return inWords(new ApiError(because), words);
  }
}
