/** The inbox, the case that is open, and its facts: three panes, or one at a time on a phone. */
import type { JSX } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import { useDesk } from "../desk.ts";
import type { CaseRow } from "../router.ts";
import { useWords } from "../words.ts";
import { CasePane } from "./case_pane.tsx";
import { CasesContext, useCases } from "./context.ts";
import { InboxPane } from "./inbox_pane.tsx";
import { casesAt } from "./stand.ts";

/** Milliseconds between two looks for what is new. */
const LOOK_EVERY = 5 * 60 * 1000;

/** The cases of whoever has unlocked the desk. */
export function CasesPage({ open }: { open: CaseRow | null }): JSX.Element {
  const desk = useDesk();
  const atWork = useMemo(() => casesAt(desk), [desk]);
  useEffect(() => {
    if (atWork === null) return undefined;
    const look = (): void => {
      if (document.visibilityState === "visible") void atWork.cases.load();
    };
    void atWork.cases.load();
    void atWork.own.load();
    const timer = window.setInterval(look, LOOK_EVERY);
    return () => {
      window.clearInterval(timer);
    };
  }, [atWork]);
  useEffect(() => {
    // What went wrong with opening is shown in the case's place.
    atWork?.cases.open(open).catch(() => undefined);
  }, [atWork, open]);
  if (atWork === null) return <></>;
  return (
    <CasesContext.Provider value={atWork}>
      <Panes open={open} />
    </CasesContext.Provider>
  );
}

/** The panes; which of them a phone shows follows from whether a case is open. */
function Panes({ open }: { open: CaseRow | null }): JSX.Element {
  const { cases } = useCases();
  const { say, number } = useWords();
  const current = cases.current.value;
  const reference = current === null ? null : (cases.rows.value.get(current.row)?.view?.reference ?? null);
  const title = `${reference ?? say("cases-title")} – ${say("desk-product")}`;
  const duties = cases.duties.value;
  useEffect(() => {
    document.title = duties > 0 ? `(${number(duties)}) ${title}` : title;
  }, [title, duties, number]);
  return (
    <div class={open === null ? "cases" : "cases one-open"}>
      <h1 class="unseen">{say("cases-title")}</h1>
      <InboxPane open={open} />
      <CasePane />
    </div>
  );
}
