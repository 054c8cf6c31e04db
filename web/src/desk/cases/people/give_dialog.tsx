/** Giving somebody more access to the case. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { MemberId } from "../../../sealing/id.ts";
import { useDesk } from "../../desk.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { Form } from "../../parts/form.tsx";
import { Notice } from "../../parts/notice.tsx";
import { useWords, type Phrase } from "../../words.ts";
import { useCases } from "../context.ts";
import type { Shown } from "../current.ts";
import { givenAwayTo, takeAway, type GivenAway } from "../links/giving_away.ts";
import { GivenAwayNotice } from "../links/given_away_notice.tsx";
import { wrongIn } from "../links/wrong_in.ts";
import { leftBy, LEFT_WORDS, type Left } from "./left.ts";
import { receiversOf, type Candidate } from "./remaining.ts";
import { useChange } from "./use_change.ts";

/** What they are in the channel. */
export const ROLE_WORDS: Readonly<Record<Candidate["role"], Phrase>> = {
  handler: "desk-role-handler",
  deputy: "desk-role-deputy",
};

/** How somebody left the case before. */
function Mark({ left }: { left: Left | undefined }): JSX.Element | null {
  const { say } = useWords();
  return left === undefined ? null : <span class="tag">{say(LEFT_WORDS[left])}</span>;
}

/** Cannot be closed while something is on its way, so that its member learns what became of it. */
export function GiveDialog({ shown, onClose }: { shown: Shown; onClose: () => void }): JSX.Element {
  const { announcer } = useDesk();
  const atWork = useCases();
  const words = useWords();
  const { say } = words;
  const change = useChange(shown);
  const [to, setTo] = useState<MemberId | null>(null);
  const [isUnchosen, setUnchosen] = useState(false);
  const [told, setTold] = useState<{ readonly to: MemberId; readonly links: GivenAway } | null>(null);
  const givenAway = told !== null && told.to === to ? told.links : null;
  const [takesAway, setTakesAway] = useState(true);
  const { conversation } = shown.opened;
  const people = receiversOf(conversation.standing, shown.channel.chain.newest.keyring);
  const left = leftBy(conversation, shown.channel.chain);
  const [again, setAgain] = useState<MemberId | null>(null);
  const isAgain = to !== null && again === to;
  const close = (): void => {
    if (!change.isBusy) onClose();
  };
  const give = async (): Promise<void> => {
    const chosen = people.find(({ id }) => id === to);
    setUnchosen(chosen === undefined);
    if (chosen === undefined) return;
    if (left.has(chosen.id) && !isAgain) {
      setAgain(chosen.id);
      return;
    }
    // Told once, whoever gives it knows what they give away.
    const links = givenAway ?? (await givenAwayTo(chosen.id, shown, atWork));
    setTold({ to: chosen.id, links });
    if (givenAway === null && links.ids.length > 0) return;
    const removes = links.ids.length > 0 && takesAway;
    const before = (): Promise<string | null> =>
      removes ? wrongIn(takeAway(links.ids, shown, atWork), words) : Promise.resolve(null);
    if (!(await change.run({ what: "give", to: chosen.id, isAgain }, before))) return;
    announcer.say(say("people-given", { title: chosen.title }));
    onClose();
  };
  if (people.length === 0) {
    return (
      <Dialog title={say("people-give-title")} onClose={close}>
        <p>{say("people-give-nobody")}</p>
        <form method="dialog">
          <button class="button">{say("desk-close")}</button>
        </form>
      </Dialog>
    );
  }
  return (
    <Dialog title={say("people-give-title")} busy={change.isBusy} onClose={close}>
      <Form onSubmit={give}>
        <p>{say("people-give-does")}</p>
        <fieldset
          class={isUnchosen ? "choice field wrong" : "choice field"}
          role="radiogroup"
          tabIndex={-1}
          aria-invalid={isUnchosen}
        >
          <legend>{say("people-give-to")}</legend>
          {isUnchosen ? <p class="error">{say("people-give-choose")}</p> : null}
          {people.map(({ id, title, role }) => (
            <label key={id} class="check">
              <input
                type="radio"
                name="people-give-to"
                checked={id === to}
                disabled={change.isBusy}
                onChange={() => {
                  setTo(id);
                }}
              />
              <span>
                {title} <span class="quiet">{say(ROLE_WORDS[role])}</span>{" "}
                <Mark left={left.get(id)} />
              </span>
            </label>
          ))}
        </fieldset>
        {isAgain ? (
          <Notice tone="alarm">
            <p>{say("people-give-again")}</p>
          </Notice>
        ) : null}
        {givenAway === null || givenAway.ids.length === 0 ? null : (
          <GivenAwayNotice
            givenAway={givenAway}
            takesAway={takesAway}
            readOnly={change.isBusy}
            onTakesAway={setTakesAway}
          />
        )}
        {change.failed === null ? null : <p class="error">{change.failed}</p>}
        <div class="row">
          <button class="button" aria-disabled={change.isBusy}>
            {say(change.isBusy ? "people-sealing" : "people-give-confirm")}
          </button>
          <button type="button" class="button plain" onClick={close}>
            {say("cases-cancel")}
          </button>
        </div>
      </Form>
    </Dialog>
  );
}
