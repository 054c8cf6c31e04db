import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { endOwnSession, fetchSessions, type OwnSession } from "../api/session.ts";
import { useDesk } from "../desk.ts";
import { Notice } from "../parts/notice.tsx";
import { Wait } from "../parts/wait.tsx";
import { inWords } from "../problem.ts";
import { useWords } from "../words.ts";

/** Where one is signed in, and the way to end what one does not know. */
export function Sessions(): JSX.Element {
  const desk = useDesk();
  const words = useWords();
  const { say, moment } = words;
  const [sessions, setSessions] = useState<readonly OwnSession[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  const read = async (before: () => Promise<void>): Promise<void> => {
    try {
      await before();
      setSessions(await fetchSessions(desk.api));
      setProblem(null);
    } catch (error) {
      setProblem(inWords(error, words));
    }
  };
  useEffect(() => {
    void read(() => Promise.resolve());
  }, []);
  const at = (minutes: number): string => moment(new Date(minutes * 60_000));

  return (
    <section>
      <h2>{say("desk-sessions")}</h2>
      <p>{say("desk-sessions-why")}</p>
      {problem === null ? null : <Notice tone="alarm">{problem}</Notice>}
      {sessions === null ? (
        <Wait>{say("desk-sessions-reading")}</Wait>
      ) : (
        <ul class="sessions">
          {[...sessions]
            .sort((one, other) => Number(other.isThis) - Number(one.isThis) || other.used - one.used)
            .map((session) => (
              <li key={session.id}>
                <span>
                  {say("desk-session-begun", { moment: at(session.begun) })}
                  <br />
                  <span class="quiet small">{say("desk-session-used", { moment: at(session.used) })}</span>
                </span>
                {session.isThis ? (
                  <span class="tag done">{say("desk-session-this")}</span>
                ) : (
                  <button
                    type="button"
                    class="button plain tiny"
                    onClick={() => {
                      void read(async () => {
                        await endOwnSession(desk.api, session.id);
                        desk.announcer.say(say("desk-session-ended"));
                      });
                    }}
                  >
                    {say("desk-session-end")}
                  </button>
                )}
              </li>
            ))}
        </ul>
      )}
    </section>
  );
}
