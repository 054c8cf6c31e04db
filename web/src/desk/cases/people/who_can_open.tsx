/** Beside the case: who can open it, and what whoever holds it can do about that. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { MemberId } from "../../../sealing/id.ts";
import { Link } from "../../parts/link.tsx";
import { useShortcuts } from "../../parts/keys.ts";
import { useWords } from "../../words.ts";
import { useCases } from "../context.ts";
import type { Shown } from "../current.ts";
import { canWrite, holdersOf } from "../opening.ts";
import { AsideDialog } from "./aside_dialog.tsx";
import { GiveDialog } from "./give_dialog.tsx";
import { titleInWords } from "./in_words.ts";
import { newKeyNeeded } from "./remaining.ts";
import { ShutOutDialog } from "./shut_out_dialog.tsx";
import { NewKey } from "./new_key.tsx";

type Asking = { readonly to: "give" } | { readonly to: "aside" } | { readonly to: "shut-out"; readonly who: MemberId };

/** The part of the facts. */
export function WhoCanOpen({ shown }: { shown: Shown }): JSX.Element {
  const { ports } = useCases();
  const { say } = useWords();
  const [asking, setAsking] = useState<Asking | null>(null);
  const { opened, channel } = shown;
  const { keyring } = channel.chain.newest;
  const isHolder = canWrite(opened, ports.member);
  const isOwner = isHolder && ports.owner === keyring.owner;
  const excluded = [...opened.conversation.standing.excluded];
  const close = (): void => {
    setAsking(null);
  };
  useShortcuts(
    () =>
      isHolder
        ? [
            { key: "g", does: "people-key-give", run: () => { setAsking({ to: "give" }); } },
            { key: "s", does: "people-key-aside", run: () => { setAsking({ to: "aside" }); } },
          ]
        : [],
    [isHolder],
  );
  return (
    <section>
      <h3>{say("cases-can-open")}</h3>
      <ul class="people">
        {holdersOf(opened).map((holder) => (
          <li key={holder}>
            <span>{titleInWords(holder, channel, say)}</span>
            {holder === ports.member ? <span class="quiet">{say("cases-can-open-you")}</span> : null}
            {holder === "recovery" ? <span class="quiet">{say("cases-can-open-recovery")}</span> : null}
            {isOwner && holder !== "recovery" && holder !== ports.member ? (
              <button
                type="button"
                class="button quiet tiny"
                onClick={() => {
                  setAsking({ to: "shut-out", who: holder });
                }}
              >
                {say("people-shut-out")}
                <span class="unseen">: {titleInWords(holder, channel, say)}</span>
              </button>
            ) : null}
          </li>
        ))}
      </ul>
      {newKeyNeeded(opened, channel.chain, ports.member) === null ? null : <NewKey shown={shown} />}
      {isHolder ? (
        <div class="people-do">
          <button
            type="button"
            class="button plain tiny"
            onClick={() => {
              setAsking({ to: "give" });
            }}
          >
            {say("people-give")}
          </button>
          <button
            type="button"
            class="button plain tiny"
            onClick={() => {
              setAsking({ to: "aside" });
            }}
          >
            {say("people-aside")}
          </button>
          <Link to={{ at: "hand-on" }} class="small">
            {say("people-hand-on")}
          </Link>
        </div>
      ) : null}
      {excluded.length === 0 ? null : (
        <>
          <h4>{say("cases-excluded")}</h4>
          <ul class="people">
            {excluded.map((holder) => (
              <li key={holder}>{titleInWords(holder, channel, say)}</li>
            ))}
          </ul>
          <p class="warn">{say("cases-excluded-hint")}</p>
        </>
      )}
      {asking?.to === "give" ? <GiveDialog shown={shown} onClose={close} /> : null}
      {asking?.to === "aside" ? <AsideDialog shown={shown} onClose={close} /> : null}
      {asking?.to === "shut-out" ? <ShutOutDialog shown={shown} who={asking.who} onClose={close} /> : null}
    </section>
  );
}
