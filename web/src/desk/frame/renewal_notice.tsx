import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { confirmRenewal, type Channel } from "../channels.ts";
import { useDesk } from "../desk.ts";
import { Notice } from "../parts/notice.tsx";
import { inWords } from "../problem.ts";
import { useWords } from "../words.ts";

/** The lines that the owner is to sign again, in a browser that has nothing to hold them against but the owner. */
export function RenewalNotice({ known }: { known: Channel }): JSX.Element | null {
  const desk = useDesk();
  const words = useWords();
  const { say, day } = words;
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  if (known.chain === null) return null;
  const { keyring } = known.chain.newest;
  const confirm = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      await confirmRenewal(desk, known);
    } catch (error) {
      setProblem(inWords(error, words));
    } finally {
      setBusy(false);
    }
  };
  const lines = [
    ...keyring.handlers.map(({ title }) => [title, say("desk-role-handler")] as const),
    ...keyring.deputies.map(({ title }) => [title, say("desk-role-deputy")] as const),
    ...keyring.custodians.map(({ title }) => [title, say("desk-role-custodian")] as const),
    [keyring.recovery.title, say("desk-role-recovery")] as const,
  ];
  return (
    <Notice tone="warning">
      <h2>{say("desk-renewal-ask", { address: known.told.address })}</h2>
      <p>{say("desk-renewal-ask-why", { epoch: words.number(keyring.epoch), day: day(keyring.issued) })}</p>
      <ul>
        {lines.map(([title, role]) => (
          <li key={`${role} ${title}`}>
            {title} <span class="tag">{role}</span>
          </li>
        ))}
      </ul>
      {problem === null ? null : <p role="alert">{problem}</p>}
      <button type="button" class="button" aria-disabled={isBusy} onClick={() => void (isBusy ? null : confirm())}>
        {say("desk-renewal-confirm")}
      </button>
    </Notice>
  );
}
