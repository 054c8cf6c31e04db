/** Saving the list of cases that the inbox shows, for a spreadsheet. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { KeyringError } from "../../../sealing/keyring.ts";
import type { ChannelId } from "../../../sealing/id.ts";
import { ApiError } from "../../api.ts";
import { useDesk } from "../../desk.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { Form } from "../../parts/form.tsx";
import { useWords, Words, type Locale } from "../../words.ts";
import type { Channel } from "../channel.ts";
import { problemInWords, useCases } from "../context.ts";
import { saveAs } from "../files/saving.ts";
import type { Row } from "../inbox.ts";
import { openedRows, registerOf, type OpenedRow } from "./case_list.ts";
import { LanguageChoice } from "./language_choice.tsx";
import { csvOf } from "./spreadsheet.ts";

/** The dialog, for the rows that the inbox showed when it was opened. */
export function ListDialog({ rows, onClose }: { rows: readonly Row[]; onClose: () => void }): JSX.Element {
  const { ports } = useCases();
  const { announcer } = useDesk();
  const own = useWords();
  const { say } = own;
  const [language, setLanguage] = useState<Locale>(own.locale);
  const [failed, setFailed] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const opened = openedRows(rows);
  const left = rows.length - opened.length;
  const save = async (): Promise<void> => {
    if (opened.length === 0) return;
    setFailed(null);
    setBusy(true);
    try {
      const ids = [...new Set(opened.map(({ summary }) => summary.channel))];
      const channels = new Map<ChannelId, Channel>();
      for (const id of ids) channels.set(id, await ports.channelOf(id));
      // Logged first: a list that could not be is not saved.
      await ports.server.logListExport(ids);
      const channelOf = ({ summary }: OpenedRow): Channel => {
        const channel = channels.get(summary.channel);
        if (channel === undefined) throw new Error("a row of no channel");
        return channel;
      };
      const text = csvOf(registerOf(opened, channelOf, new Words(language)));
      saveAs(`${new Words(language).say("export-register-name")}.csv`, new Blob([text]));
      announcer.say(say("export-register-saved", { count: opened.length }));
      onClose();
    } catch (error) {
      if (!(error instanceof ApiError) && !(error instanceof KeyringError)) throw error;
      const said = `${say("export-register-not-logged")} ${problemInWords(error, own)}`;
      setFailed(said);
      announcer.interrupt(said);
    } finally {
      setBusy(false);
    }
  };
  const close = (): void => {
    if (!isBusy) onClose();
  };
  return (
    <Dialog title={say("export-register-title")} busy={isBusy} onClose={close}>
      <Form onSubmit={save}>
        <p>{say("export-register-about", { count: opened.length })}</p>
        {left === 0 ? null : <p class="error">{say("export-register-left", { count: left })}</p>}
        <LanguageChoice language={language} onLanguage={setLanguage} disabled={isBusy} />
        <p class="hint">{say("export-register-logged")}</p>
        {failed === null ? null : <p class="error">{failed}</p>}
        <div class="row">
          <button class="button" aria-disabled={isBusy || opened.length === 0}>
            {say(isBusy ? "export-working" : "export-register-save")}
          </button>
          <button type="button" class="button plain" onClick={close}>
            {say("cases-cancel")}
          </button>
        </div>
      </Form>
    </Dialog>
  );
}
