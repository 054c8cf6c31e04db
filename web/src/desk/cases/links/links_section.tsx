/** Beside the case: the cases that it belongs together with, as far as its reader holds them too. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useDesk } from "../../desk.ts";
import { Link } from "../../parts/link.tsx";
import { useWords } from "../../words.ts";
import { useCases } from "../context.ts";
import type { Shown } from "../current.ts";
import { canWrite } from "../opening.ts";
import { LinkDialog } from "./link_dialog.tsx";
import { linkedWith, unlink, type LinkedCase } from "./linking.ts";
import { wrongIn } from "./wrong_in.ts";

/** The section; null where there is nothing to show and nobody may link. */
export function LinksSection({ shown }: { shown: Shown }): JSX.Element | null {
  const atWork = useCases();
  const { announcer } = useDesk();
  const words = useWords();
  const { say } = words;
  const [isLinking, setLinking] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const linked = linkedWith(shown, atWork);
  const isWriter = canWrite(shown.opened, atWork.ports.member);
  if (linked.length === 0 && !isWriter) return null;
  const remove = async (each: LinkedCase): Promise<void> => {
    const wrong = await wrongIn(unlink(shown, each, atWork), words);
    setFailed(wrong);
    if (wrong === null) announcer.say(say("links-removed"));
    else announcer.interrupt(wrong);
  };
  return (
    <section>
      <h3>{say("record-linked")}</h3>
      {linked.length === 0 ? null : (
        <ul class="linked-cases">
          {linked.map((each) => (
            <li key={each.row.id}>
              <Link to={{ at: "inbox", open: each.row.id }}>
                <span class="case-reference">{each.row.view?.reference}</span> {each.row.view?.title}
              </Link>
              {isWriter ? (
                <button
                  type="button"
                  class="button quiet tiny"
                  aria-label={say("links-remove-of", { reference: each.row.view?.reference ?? "" })}
                  onClick={() => void remove(each)}
                >
                  {say("links-remove")}
                </button>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {failed === null ? null : <p class="error">{failed}</p>}
      {isWriter ? (
        <button
          type="button"
          class="button plain tiny"
          onClick={() => {
            setLinking(true);
          }}
        >
          {say("links-add")}
        </button>
      ) : null}
      {isLinking ? (
        <LinkDialog
          shown={shown}
          onClose={() => {
            setLinking(false);
          }}
        />
      ) : null}
    </section>
  );
}
