import type { JSX } from "preact";
import { useId, useState } from "preact/hooks";
import { haveRead, type Channel } from "../channels.ts";
import { useDesk } from "../desk.ts";
import { fingerprintOfDigest } from "../fingerprint.ts";
import { CodeText } from "../parts/code_text.tsx";
import { Form } from "../parts/form.tsx";
import { Notice } from "../parts/notice.tsx";
import { inWords } from "../problem.ts";
import { linesIn, type LineRole, type NamedLine, type Unread } from "../unread.ts";
import { useWords, type Phrase } from "../words.ts";

const ROLES: Readonly<Record<LineRole, Phrase>> = {
  handler: "desk-role-handler",
  deputy: "desk-role-deputy",
  custodian: "desk-role-custodian",
  recovery: "desk-role-recovery",
};

/** What an epoch changes that came into force without its owner's knowing, until they have read it. */
export function UnreadNotice({ known, unread }: { known: Channel; unread: Unread }): JSX.Element {
  const desk = useDesk();
  const words = useWords();
  const { say, day } = words;
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [isCompared, setCompared] = useState(false);
  const [wrong, setWrong] = useState(false);
  const isForgotten = unread.was === "forgotten";
  const field = useId();
  const confirm = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      await haveRead(desk, known);
    } catch (error) {
      setProblem(inWords(error, words));
    } finally {
      setBusy(false);
    }
  };
  const submit = async (): Promise<void> => {
    const isMissing = isForgotten && !isCompared;
    setWrong(isMissing);
    if (!isMissing) await confirm();
  };
  return (
    // A forgotten one has its alarm beside it.
    <Notice tone={isForgotten ? "warning" : "alarm"}>
      <h2>{say("desk-unread", { address: known.told.address })}</h2>
      <p>{say(isForgotten ? "desk-forgotten-why" : "desk-unread-why", { day: day(unread.signed) })}</p>
      <Lines title="desk-unread-lets-in" lines={unread.letsIn} />
      <Lines title="desk-unread-shuts-out" lines={unread.shutsOut} />
      {unread.letsIn.length + unread.shutsOut.length === 0 ? (
        <p>{say(unread.isSame ? "desk-unread-same" : "desk-unread-same-people")}</p>
      ) : null}
      <p>{say("desk-unread-what")}</p>
      <Form onSubmit={submit}>
        {isForgotten && known.chain !== null ? (
          <>
            <p>{say("desk-forgotten-compare")}</p>
            <CodeText code={fingerprintOfDigest(known.chain.newest.hash)} label={say("desk-keyring-fingerprint")} />
            <Lines title="desk-forgotten-lines" lines={linesIn(known.chain.newest.keyring)} />
            <div class={wrong ? "field wrong" : "field"}>
              {wrong ? (
                <p class="error" id={field}>
                  {say("desk-forgotten-compare-missing")}
                </p>
              ) : null}
              <label class="check">
                <input
                  type="checkbox"
                  checked={isCompared}
                  aria-invalid={wrong}
                  aria-describedby={wrong ? field : undefined}
                  onChange={(event) => {
                    setCompared(event.currentTarget.checked);
                  }}
                />
                {say("desk-forgotten-same")}
              </label>
            </div>
          </>
        ) : null}
        {problem === null ? null : <p role="alert">{problem}</p>}
        <button type="submit" class="button" aria-disabled={isBusy}>
          {say(isForgotten ? "desk-forgotten-mine" : "desk-unread-read")}
        </button>
      </Form>
    </Notice>
  );
}

function Lines({ title, lines }: { title: Phrase; lines: readonly NamedLine[] }): JSX.Element | null {
  const { say } = useWords();
  if (lines.length === 0) return null;
  return (
    <>
      <p>{say(title)}</p>
      <ul>
        {lines.map((line) => (
          <li key={`${line.role} ${line.title}`}>
            {line.title} <span class="tag">{say(ROLES[line.role])}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
