import type { JSX } from "preact";
import { CasesPage } from "./cases/cases_page.tsx";
import type { Place } from "./router.ts";

/** The page of a place. */
export function Page({ place }: { place: Place }): JSX.Element {
  switch (place.at) {
    case "inbox":
    case "account":
    case "members":
    case "share":
      return <CasesPage open={place.at === "inbox" ? place.open : null} />;
  }
}
