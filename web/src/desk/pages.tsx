import type { JSX } from "preact";
import { AccountPage } from "./account/account_page.tsx";
import { CasesPage } from "./cases/cases_page.tsx";
import { HandOnPage } from "./cases/people/hand_on_page.tsx";
import { EnterPage } from "./entering/enter_page.tsx";
import { MembersPage } from "./members/members_page.tsx";
import { RecoveryPage } from "./recovery/recovery_page.tsx";
import type { Place } from "./router.ts";
import type { Member } from "./session.ts";
import { SettingsPage } from "./settings/settings_page.tsx";
import { SharePage } from "./sharing/share_page.tsx";

/** The page of a place. */
export function Page({ place, member }: { place: Place; member: Member }): JSX.Element {
  switch (place.at) {
    case "inbox":
      return <CasesPage open={place.open} />;
    case "hand-on":
      return <HandOnPage />;
    case "recovery":
      return <RecoveryPage />;
    case "account":
      return <AccountPage member={member} />;
    case "members":
      return <MembersPage key={place.channel} channel={place.channel} />;
    case "share":
      return <SharePage key={place.channel} channel={place.channel} />;
    case "settings":
      return <SettingsPage key={place.channel} channel={place.channel} />;
    case "enter":
      return <EnterPage key={`${place.channel} ${place.from?.row} ${place.from?.n}`} channel={place.channel} from={place.from} />;
  }
}
