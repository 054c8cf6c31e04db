/** What is left to a channel's recovery code: each case by its day, opened one at a time. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { WaitingCase } from "../api/recovery.ts";
import { useDesk } from "../desk.ts";
import { Heading } from "../parts/heading.tsx";
import { Link } from "../parts/link.tsx";
import { Notice } from "../parts/notice.tsx";
import { Wait } from "../parts/wait.tsx";
import { inWords } from "../problem.ts";
import { INBOX, type CaseRow } from "../router.ts";
import { useWords, type Words } from "../words.ts";
import { GivingForm } from "./giving_form.tsx";
import type { Holding, LeftChannel } from "./holding.ts";
import { openLeft, type OpenedLeft, type StoppedCase } from "./left_case.ts";
import type { RecoveryStay } from "./stay.ts";

/** What one stay at the page stands on. */
export interface AtWork {
  readonly stay: RecoveryStay;
  readonly holding: Holding;
  readonly left: LeftChannel;
}

/** What a case is called that was given, and to whom. */
interface Given {
  readonly reference: string;
  readonly title: string;
}

/** The one case that is looked at. */
type Looked =
  | { readonly row: CaseRow; readonly at: "opening" }
  | { readonly row: CaseRow; readonly at: "failed"; readonly because: string }
  | { readonly row: CaseRow; readonly at: "looked"; readonly found: OpenedLeft | StoppedCase };

/** The cases. What the server calls them says nothing, and what people call them stands in each: so they are numbered. */
export function LeftCases({ stay, holding, left }: AtWork): JSX.Element {
  const desk = useDesk();
  const words = useWords();
  const { say } = words;
  const { cases, held } = left;
  const [looked, setLooked] = useState<Looked | null>(null);
  const [given, setGiven] = useState<ReadonlyMap<CaseRow, Given>>(new Map());
  const [isUnsettled, setUnsettled] = useState(false);
  useEffect(() => {
    if (cases.length === 0) stay.release();
    else desk.announcer.say(say("recovery-waiting", { count: cases.length }));
  }, []);

  const open = async (row: CaseRow): Promise<void> => {
    stay.holdCase(null);
    setLooked({ row, at: "opening" });
    try {
      const found = await openLeft(holding, left, row);
      if (found.is === "open") stay.holdCase(found.keys);
      setLooked({ row, at: "looked", found });
    } catch (error) {
      if (!stay.isOver) setLooked({ row, at: "failed", because: inWords(error, words) });
    }
  };
  const done = (row: CaseRow, it: Given): void => {
    stay.holdCase(null);
    setLooked(null);
    setUnsettled(false);
    setGiven((before) => {
      const now = new Map([...before, [row, it]]);
      // Nothing is left to do with the code.
      if (now.size === cases.length) stay.release();
      return now;
    });
  };

  return (
    <div class="entry">
      <Heading title={say("recovery-title")}>{say("recovery-title")}</Heading>
      <p>{say("recovery-channel", { address: held.address })}</p>
      {cases.length === 0 ? (
        <Notice>{say("recovery-none")}</Notice>
      ) : (
        <>
          <p>{say("recovery-waiting", { count: cases.length })}</p>
          {cases.map((each, index) => (
            <LeftCaseOf
              key={each.id}
              at={{ stay, holding, left }}
              waiting={each}
              number={index + 1}
              looked={looked?.row === each.id ? looked : null}
              isBusy={looked?.at === "opening" || isUnsettled}
              given={given.get(each.id) ?? null}
              onOpen={() => void open(each.id)}
              onUnsettled={setUnsettled}
              onGiven={(it) => {
                done(each.id, it);
              }}
            />
          ))}
        </>
      )}
      <p class="after-forms">
        <Link to={INBOX} class="button plain">
          {say("recovery-leave")}
        </Link>
      </p>
    </div>
  );
}

function LeftCaseOf(props: {
  readonly at: AtWork;
  readonly waiting: WaitingCase;
  readonly number: number;
  readonly looked: Looked | null;
  readonly isBusy: boolean;
  readonly given: Given | null;
  readonly onOpen: () => void;
  readonly onUnsettled: (isUnsettled: boolean) => void;
  readonly onGiven: (given: Given) => void;
}): JSX.Element {
  const words = useWords();
  const { say, fullDay, number } = words;
  const { looked, given, waiting } = props;
  const name = say("recovery-case", { number: number(props.number), day: fullDay(waiting.received) });
  const found = looked?.at === "looked" ? looked.found : null;
  return (
    <section>
      <h2>{name}</h2>
      {given === null ? null : <Notice>{say("recovery-given", { ...given })}</Notice>}
      {given !== null || looked !== null ? null : (
        <button type="button" class="button quiet" aria-disabled={props.isBusy} onClick={props.isBusy ? undefined : props.onOpen}>
          {say("recovery-case-open", { number: number(props.number) })}
        </button>
      )}
      {looked?.at === "opening" ? <Wait>{say("recovery-case-opening")}</Wait> : null}
      {looked?.at === "failed" ? <Notice tone="alarm">{looked.because}</Notice> : null}
      {found?.is === "stopped" ? <Notice tone="alarm">{stopInWords(found, words)}</Notice> : null}
      {found?.is === "open" ? (
        <GivingForm
          at={props.at}
          row={waiting.id}
          opened={found}
          onUnsettled={props.onUnsettled}
          onGiven={(title) => {
            props.onGiven({ title, reference: found.reference });
          }}
        />
      ) : null}
    </section>
  );
}

/** Why a case is not given. */
function stopInWords({ because, titles }: StoppedCase, { say, locale }: Words): string {
  switch (because) {
    case "damaged":
      return say("recovery-damaged");
    case "keyring":
      return say("recovery-case-keyring");
    case "held-back":
      return say("recovery-held-back");
    case "somebody": {
      const names = new Intl.ListFormat(locale === "en" ? "en-GB" : locale, { type: "conjunction" }).format(titles);
      return say("recovery-somebody", { names });
    }
    case "nobody":
      return say("recovery-nobody");
  }
}
