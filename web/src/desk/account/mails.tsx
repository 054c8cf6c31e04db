import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { ApiError } from "../api.ts";
import { confirmMail, enterMail, fetchMail, isMailAddress, removeMail, type MailStanding } from "../api/mail.ts";
import { useDesk } from "../desk.ts";
import { Field } from "../parts/field.tsx";
import { Form } from "../parts/form.tsx";
import { Notice } from "../parts/notice.tsx";
import { Wait } from "../parts/wait.tsx";
import { inWords } from "../problem.ts";
import { useWords, type Locale, type Phrase } from "../words.ts";

const LANGUAGES: readonly (readonly [Locale, Phrase])[] = [
  ["sv", "desk-mail-in-swedish"],
  ["en", "desk-mail-in-english"],
];

/** Where mails to oneself go; nothing where none are sent. */
export function Mails(): JSX.Element | null {
  const desk = useDesk();
  const words = useWords();
  const { say } = words;
  const [standing, setStanding] = useState<MailStanding | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  const after = async (deed: () => Promise<Phrase | null>): Promise<void> => {
    try {
      const done = await deed();
      setStanding(await fetchMail(desk.api));
      setProblem(null);
      if (done !== null) desk.announcer.say(say(done));
    } catch (error) {
      setProblem(inWords(error, words));
    }
  };
  useEffect(() => {
    void after(() => Promise.resolve(null));
  }, []);

  if (standing !== null && !standing.on) return null;
  const { confirmed = null, pending = null } = standing ?? {};
  const hours = new Intl.ListFormat(words.locale).format((standing?.hours ?? []).map(String));
  return (
    <section class="mails">
      <h2>{say("desk-mail")}</h2>
      {problem === null ? null : <Notice tone="alarm">{problem}</Notice>}
      {standing === null ? (
        problem === null ? <Wait>{say("desk-mail-reading")}</Wait> : null
      ) : (
        <>
          <p>{say("desk-mail-why", { hours })}</p>
          {confirmed === null ? null : <Going to={confirmed} />}
          {pending === null ? null : <Waiting key={pending.address} pending={pending} after={after} />}
          <Enter key={confirmed?.address} before={confirmed?.language ?? words.locale} after={after} />
          {confirmed === null && pending === null ? null : (
            <button
              type="button"
              class="button plain tiny"
              onClick={() => {
                void after(async () => {
                  await removeMail(desk.api);
                  return "desk-mail-removed";
                });
              }}
            >
              {say("desk-mail-remove")}
            </button>
          )}
        </>
      )}
    </section>
  );
}

type After = (deed: () => Promise<Phrase | null>) => Promise<void>;

function Going({ to }: { to: NonNullable<MailStanding["confirmed"]> }): JSX.Element {
  const { say, fullDay } = useWords();
  const { address, refused } = to;
  if (refused === null) return <p>{say("desk-mail-to", { address })}</p>;
  return <Notice tone="warning">{say("desk-mail-refused", { address, day: fullDay(refused) })}</Notice>;
}

function Enter({ before, after }: { before: Locale; after: After }): JSX.Element {
  const desk = useDesk();
  const { say } = useWords();
  const [address, setAddress] = useState("");
  const [language, setLanguage] = useState(before);
  const [isWrong, setWrong] = useState(false);
  const submit = async (): Promise<void> => {
    const typed = address.trim();
    setWrong(!isMailAddress(typed));
    if (!isMailAddress(typed)) return;
    await after(async () => {
      await enterMail(desk.api, typed, language);
      setAddress("");
      return "desk-mail-entered";
    });
  };
  return (
    <Form onSubmit={submit}>
      <Field
        label={say("desk-mail-address")}
        value={address}
        error={isWrong ? say("desk-mail-address-form") : null}
        onValue={setAddress}
        autoComplete="email"
      />
      <fieldset class="choice">
        <legend>{say("desk-mail-language")}</legend>
        {LANGUAGES.map(([each, label]) => (
          <label class="check" key={each}>
            <input
              type="radio"
              name="mail-language"
              checked={language === each}
              onChange={() => {
                setLanguage(each);
              }}
            />
            <span>{say(label)}</span>
          </label>
        ))}
      </fieldset>
      <button type="submit" class="button plain">
        {say("desk-mail-enter")}
      </button>
    </Form>
  );
}

function Waiting({ pending, after }: { pending: NonNullable<MailStanding["pending"]>; after: After }): JSX.Element {
  const { say } = useWords();
  const { address, refused } = pending;
  if (refused === null) return <Code address={address} after={after} />;
  return <Notice tone="warning">{say("desk-mail-code-refused", { address })}</Notice>;
}

function Code({ address, after }: { address: string; after: After }): JSX.Element {
  const desk = useDesk();
  const { say } = useWords();
  const [code, setCode] = useState("");
  const [wrong, setWrong] = useState<string | null>(null);
  const submit = async (): Promise<void> => {
    await after(async () => {
      try {
        const left = await confirmMail(desk.api, code);
        setWrong(left === null ? null : say("desk-mail-code-wrong", { left }));
        return left === null ? "desk-mail-confirmed" : null;
      } catch (error) {
        if (!(error instanceof ApiError) || error.kind !== "problem-expired") throw error;
        setWrong(say("desk-mail-code-over"));
        return null;
      }
    });
  };
  return (
    <Form onSubmit={submit}>
      <Notice>{say("desk-mail-pending", { address })}</Notice>
      <Field
        label={say("desk-mail-code")}
        hint={say("desk-mail-code-hint")}
        value={code}
        error={wrong}
        onValue={setCode}
        autoComplete="one-time-code"
        inputMode="numeric"
        width="digits"
      />
      <button type="submit" class="button">
        {say("desk-mail-confirm")}
      </button>
    </Form>
  );
}
