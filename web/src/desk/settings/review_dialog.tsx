/** What is about to change, before it is signed. */
import type { JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import type { KeyringChain } from "../../sealing/keyring/chain.ts";
import { casesAt } from "../cases/stand.ts";
import type { Channel } from "../channels.ts";
import { useDesk } from "../desk.ts";
import { Dialog } from "../parts/dialog.tsx";
import { Form } from "../parts/form.tsx";
import { inWords } from "../problem.ts";
import { useWords } from "../words.ts";
import { aheadIn } from "./ahead.ts";
import { changesOf } from "./changes.ts";
import { publishSettings, settingsWith, type Chosen } from "./document.ts";

/** The dialog. */
export function ReviewDialog(props: {
  known: Channel;
  chain: KeyringChain;
  before: Chosen;
  after: Chosen;
  onPublished: () => void;
  onClose: () => void;
}): JSX.Element | null {
  const { known, chain, before, after, onPublished, onClose } = props;
  const desk = useDesk();
  const words = useWords();
  const { say } = words;
  const { told } = known;
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const atWork = useMemo(() => casesAt(desk), [desk]);
  useEffect(() => {
    // How many cases it touches: read only when somebody asks.
    if (atWork?.cases.loading.peek().is === "loading") void atWork.cases.load();
  }, [atWork]);
  const written = settingsWith(told.settings, after);
  if (written === null) return null;
  const isRead = atWork?.cases.loading.value.is === "ready";
  const rows = atWork?.cases.rows.value.values() ?? [];
  const ahead = isRead ? aheadIn(rows, told.channel, after.retentionMonths) : null;
  const changes = changesOf(before, after, written, ahead, words);
  const publish = async (): Promise<void> => {
    if (isBusy) return;
    setBusy(true);
    setProblem(null);
    try {
      await publishSettings(desk, told, chain.newest, written.text, after);
      onPublished();
      onClose();
    } catch (error) {
      setProblem(inWords(error, words));
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={say("settings-review-title")}
      busy={isBusy}
      onClose={() => {
        if (!isBusy) onClose();
      }}
    >
      <Form onSubmit={publish}>
        <dl class="changes">
          {changes.map(({ name, what, before: was, after: is, means }) => (
            <div key={name}>
              <dt>{what}</dt>
              <dd>
                <p>
                  <del>{was}</del> <ins>{is}</ins>
                </p>
                {means.map((sentence) => (
                  <p class="hint" key={sentence}>
                    {sentence}
                  </p>
                ))}
              </dd>
            </div>
          ))}
        </dl>
        <p>{say("settings-review-signs")}</p>
        {problem === null ? null : (
          <p class="error" role="alert">
            {problem}
          </p>
        )}
        <div class="row">
          <button class="button" aria-disabled={isBusy}>
            {say(isBusy ? "settings-publishing" : "settings-publish")}
          </button>
          <button type="button" class="button plain" aria-disabled={isBusy} onClick={isBusy ? undefined : onClose}>
            {say("cases-cancel")}
          </button>
        </div>
      </Form>
    </Dialog>
  );
}
