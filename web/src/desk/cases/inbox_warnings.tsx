/** What loading the inbox found wrong with the server's answer, above the list. */
import type { JSX } from "preact";
import { Notice } from "../parts/notice.tsx";
import { useWords } from "../words.ts";
import { useCases } from "./context.ts";
import { ErasedCases } from "./retention/erased_cases.tsx";
import { UnfoundedEndings } from "./retention/unfounded_endings.tsx";

/** The warnings; nothing where nothing is wrong. */
export function InboxWarnings(): JSX.Element {
  return (
    <>
      <ClocksApart />
      <WentBack />
      <UnfoundedEndings />
      <MissingCases />
      <ErasedCases />
    </>
  );
}

function ClocksApart() {
  const { cases } = useCases();
  const { say, day } = useWords();
  const clocks = cases.clocks.value;
  if (clocks === null) return null;
  return (
    <Notice tone="alarm">
      <p>{say("cases-clocks-apart", { own: day(clocks.own), server: day(clocks.server) })}</p>
    </Notice>
  );
}

function WentBack() {
  const { cases } = useCases();
  const { say } = useWords();
  const back = cases.ordered.value.filter(({ wentBack }) => wentBack);
  if (back.length === 0) return null;
  // By their references, for one that went back may stand far down the list.
  const references = back.map(({ view }) => view?.reference ?? "").join(", ");
  return (
    <Notice tone="alarm">
      <p>{say("cases-inbox-went-back", { references })}</p>
    </Notice>
  );
}

function MissingCases() {
  const { cases } = useCases();
  const { say } = useWords();
  const count = cases.missing.names.value.length;
  const unopened = cases.missing.unopened.value;
  if (count === 0) return null;
  return (
    <Notice tone="warning">
      <p>{say("cases-missing", { count })}</p>
      {unopened === 0 ? null : <p>{say("cases-missing-unopened", { count: unopened })}</p>}
      <button
        type="button"
        class="button plain tiny"
        onClick={() => {
          cases.missing.letGo();
        }}
      >
        {say("cases-missing-known")}
      </button>
    </Notice>
  );
}
