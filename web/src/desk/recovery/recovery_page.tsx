/** Where the holder of a channel's recovery code gives cases that nobody at the desk can open to somebody who can. */
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { CodeError } from "../../sealing/code.ts";
import { ApiError } from "../api.ts";
import type { HeldChannel } from "../api/recovery.ts";
import { useDesk } from "../desk.ts";
import { Field } from "../parts/field.tsx";
import { Form } from "../parts/form.tsx";
import { Heading } from "../parts/heading.tsx";
import { Link } from "../parts/link.tsx";
import { Notice } from "../parts/notice.tsx";
import { Wait } from "../parts/wait.tsx";
import { INBOX } from "../router.ts";
import { useWords } from "../words.ts";
import { openChannel, openHolding, type Holding, type LeftChannel } from "./holding.ts";
import { LeftCases } from "./left_cases.tsx";
import { recoveryInWords } from "./recovery_words.ts";
import { endRecovery, RecoveryStay } from "./stay.ts";

/** The page. What it holds is gone when one leaves it, or leaves it alone. */
export function RecoveryPage(): JSX.Element | null {
  const desk = useDesk();
  const { say } = useWords();
  const stay = desk.recovery.value;
  const [hasBegun, setBegun] = useState(false);
  const begin = (): void => {
    desk.recovery.value = new RecoveryStay();
  };
  useEffect(() => {
    begin();
    setBegun(true);
    return () => {
      endRecovery(desk);
    };
  }, []);
  if (stay !== null) return <Stay stay={stay} />;
  if (!hasBegun) return null;
  return (
    <div class="entry">
      <Heading title={say("recovery-title")}>{say("recovery-title")}</Heading>
      <Notice tone="warning">{say("recovery-over")}</Notice>
      <div class="row">
        <button type="button" class="button" onClick={begin}>
          {say("recovery-again")}
        </button>
        <Link to={INBOX} class="button quiet">
          {say("desk-to-sign-in")}
        </Link>
      </div>
    </div>
  );
}

/** From the code to the channel whose it is. */
function Stay({ stay }: { stay: RecoveryStay }): JSX.Element {
  const desk = useDesk();
  const words = useWords();
  const { say } = words;
  const [typed, setTyped] = useState("");
  const [wrong, setWrong] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [left, setLeft] = useState<LeftChannel | null>(null);
  const holding = useRef<Holding | null>(null);
  // More than one only where the server says so: whose paper it is, its holder knows.
  const [choice, setChoice] = useState<readonly HeldChannel[]>([]);

  const attempt = async (run: () => Promise<void>): Promise<void> => {
    setWrong(null);
    setBusy(true);
    try {
      await run();
    } catch (error) {
      // A code that was mistyped was sent nowhere, and can be mended where it stands.
      if (!(error instanceof CodeError)) setTyped("");
      stay.release();
      setChoice([]);
      if (!stay.isOver) setWrong(recoveryInWords(error, words));
    } finally {
      setBusy(false);
    }
  };
  const open = (): Promise<void> =>
    attempt(async () => {
      const found = await openHolding(desk.api, typed, (keys) => {
        stay.hold(keys);
      });
      holding.current = found;
      setTyped("");
      const [only, ...more] = found.channels;
      if (only === undefined) throw new ApiError("problem-not-authenticated");
      if (more.length > 0) setChoice(found.channels);
      else setLeft(await openChannel(found, only, desk.now()));
    });
  const choose = (channel: HeldChannel): Promise<void> =>
    attempt(async () => {
      if (holding.current !== null) setLeft(await openChannel(holding.current, channel, desk.now()));
    });

  if (left !== null && holding.current !== null) {
    return <LeftCases stay={stay} holding={holding.current} left={left} />;
  }
  return (
    <div class="entry">
      <Heading title={say("recovery-title")}>{say("recovery-title")}</Heading>
      <p>{say("recovery-lead")}</p>
      <p>{say("recovery-not-here")}</p>
      {choice.length > 0 ? (
        <>
          {wrong === null ? null : <Notice tone="alarm">{wrong}</Notice>}
          <p>{say("recovery-which")}</p>
          {choice.map((channel) => (
            <p key={channel.id}>
              <button type="button" class="button quiet" aria-disabled={isBusy} onClick={() => void (isBusy ? null : choose(channel))}>
                {say("recovery-channel", { address: channel.address })}
              </button>
            </p>
          ))}
          {isBusy ? <Wait>{say("recovery-opening")}</Wait> : null}
        </>
      ) : (
        <Form onSubmit={open}>
          <Field
            label={say("recovery-code")}
            hint={say("desk-recovery-hint")}
            value={typed}
            onValue={setTyped}
            error={wrong}
            readOnly={isBusy}
          />
          <div class="row">
            <button type="submit" class="button" aria-disabled={isBusy}>
              {say("recovery-open")}
            </button>
            <Link to={INBOX} class="button quiet">
              {say("desk-to-sign-in")}
            </Link>
          </div>
          {isBusy ? <Wait>{say("recovery-opening")}</Wait> : null}
        </Form>
      )}
    </div>
  );
}
