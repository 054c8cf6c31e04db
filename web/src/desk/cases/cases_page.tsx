import type { JSX } from "preact";
import { Heading } from "../parts/heading.tsx";
import type { CaseRow } from "../router.ts";
import { useWords } from "../words.ts";

/** The inbox, and beside it the case that is open. */
export function CasesPage({ open }: { open: CaseRow | null }): JSX.Element {
  const { say } = useWords();
  return (
    <div class="page" data-open={open ?? undefined}>
      <Heading title={say("desk-cases")}>{say("desk-cases")}</Heading>
    </div>
  );
}
