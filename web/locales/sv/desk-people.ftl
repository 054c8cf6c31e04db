### Skrivbordet: vilka som kan öppna ett ärende, jäv och överlämning.

people-give = Ge någon tillgång …
people-give-title = Ge någon tillgång till ärendet
people-give-does = Den du väljer kan läsa allt i ärendet, även det som redan är skrivet, och svara rapportören. Du kan inte ta tillbaka det själv: bara kanalens ägare kan stänga ute någon, och det som är läst är läst. Rapportören ser att det har ändrats vilka som kan öppna ärendet.
people-give-to = Vem ska få tillgång?
people-give-choose = Välj någon.
people-give-nobody = Det finns ingen annan att ge ärendet till.
people-give-confirm = Försegla och ge tillgång
people-give-again = Den här personen har klivit åt sidan från ärendet eller stängts ute från det. Ge bara tillbaka tillgången om skälet inte finns längre, och skriv i en anteckning varför. Tryck en gång till för att ge den.
people-left-aside = har klivit åt sidan
people-left-shut-out = har stängts ute
people-given = { $title } har fått tillgång till ärendet.

people-aside = Kliv åt sidan …
people-aside-title = Kliv åt sidan från ärendet
people-aside-does = Ärendet får en ny nyckel som du inte har. Det försvinner från ditt skrivbord, ditt utkast raderas, och du får inga mejl om det. Inget som skrivs sedan går att öppna med någon nyckel du har haft.
people-aside-undone = Du kan inte ångra det själv. En kollega som är kvar kan ge dig tillgång igen.
people-aside-reason = Varför kliver du åt sidan?
people-aside-reason-hint = De som är kvar läser det, i en anteckning. Rapportören ser bara att det har ändrats vilka som kan öppna ärendet. Ett par ord räcker.
people-aside-reason-recovery = Den som öppnar ärendet med reservnyckeln läser det, i en anteckning. Ett par ord räcker.
people-aside-reason-missing = Skriv varför. Ett par ord räcker.
people-aside-confirm = Försegla och kliv åt sidan
people-aside-nobody = Det går inte: ingen annan skulle kunna öppna ärendet. Rapportören har stängt ute alla andra, eller så finns de inte längre i kanalen.
people-aside-done = Du har klivit åt sidan. Ärendet finns inte kvar på ditt skrivbord.
people-aside-note = Jag kliver åt sidan. { $reason }

people-remain = Sedan kan de här öppna det: { $names }.
people-remain-deputies = Ingen handläggare är kvar. Ärendet går därför till ersättarna: { $names }.
people-remain-recovery = Varken handläggare eller ersättare är kvar. Sedan öppnas ärendet bara med reservnyckeln: { $names }. Säg till den som har den, för lagens dagar fortsätter att räknas.

people-shut-out = Stäng ute …
people-shut-out-title = Stäng ute { $title } från ärendet
people-shut-out-does = Ärendet får en ny nyckel som { $title } inte har. Det försvinner från det skrivbordet, och inget som skrivs sedan går att öppna med någon nyckel som { $title } har haft. Det som redan är läst är läst.
people-shut-out-seen = Den som stängs ute får inget besked, men kan märka att ärendet inte är kvar. De som är kvar ser vem som stängde ute vem. Du kan ge tillgång igen.
people-shut-out-confirm = Försegla och stäng ute
people-shut-out-done = { $title } kan inte öppna det som skrivs från nu.

people-new-key-needed = Någon har lämnat ärendet, och skrivbordet kunde inte byta nyckel efter det. Skriv inget som den personen inte får läsa förrän nyckeln är bytt.
people-new-key = Byt nyckel nu
people-sealing = Förseglar …

people-event-stepped-aside = { $who } klev åt sidan.
people-event-shut-out = { $who } stängde ute { $names }.
people-event-left = { $who } bytte nyckel, för { $names } finns inte längre i kanalen.
people-event-new-key = { $who } bytte nyckel efter den som lämnade ärendet. Skrivbordet gör det av sig självt.
people-event-recovered = { $who } gav ärendet till { $names }, under en ny nyckel: ingen på skrivbordet kunde öppna det.
people-event-came = { $names } fick tillgång.

people-unchanged = Inget är ändrat.
people-unknown = Vi vet inte om det gick fram. Försök igen: det som redan är gjort görs inte en gång till.
people-refused-excluded = Rapportören har stängt ute den personen.
people-refused-left-before = Den personen har klivit åt sidan från ärendet eller stängts ute från det. Finns skälet inte längre, öppna ärendet och ge tillgång där.
people-refused-gone = Ärendet är inte ditt längre.
people-refused-not-listed = Den personen finns inte längre i kanalen.
people-refused-busy = Andra ändrar i ärendet just nu. Försök igen om en stund.

people-taken-title = Ärendet finns inte här längre
people-taken = Det kan vara raderat, du kan ha lämnat det, eller så har andra tagit över det.

people-key-give = Ge någon tillgång
people-key-aside = Kliv åt sidan

## Lämna över flera ärenden

people-hand-on = Lämna över flera ärenden
people-hand-on-title = Lämna över ärenden
people-hand-on-lead = Inför en ledighet, eller för gott. Ärendena lämnas över ett i taget, och inget blir halvfärdigt: går något fel ligger resten kvar hos dig, och du kan fortsätta härifrån.
people-hand-on-to = Till vem?
people-hand-on-nobody = Det finns ingen kollega att lämna över till.
people-hand-on-how = Hur?
people-hand-on-share = Kollegan får tillgång, och jag är kvar
people-hand-on-share-hint = För en ledighet. Ni kan båda läsa och svara.
people-hand-on-aside = Kollegan tar över, och jag kliver åt sidan
people-hand-on-aside-hint = Ärendena försvinner från ditt skrivbord och får en ny nyckel som du inte har. Du kan inte ångra det själv.
people-hand-on-reason-standard = Jag lämnar över mina ärenden.
people-hand-on-cases = Vilka ärenden?
people-hand-on-choose-cases = Välj minst ett ärende.
people-hand-on-all = Välj alla
people-hand-on-mine = Välj de som är tilldelade mig
people-hand-on-closed = Visa avslutade också
people-hand-on-seen = I varje ärende ser de som har det, och rapportören, att fler kan öppna det. Den som redan har ett ärende får det inte en gång till.
people-hand-on-seen-aside = I varje ärende ser de som är kvar att du har klivit åt sidan och vem som fick tillgång. Rapportören ser att det har ändrats vilka som kan öppna det.
people-hand-on-linked =
    { $count ->
        [one] Ett av dem har en koppling till ett ärende som du inte lämnar över. Kan kollegan inte öppna det, går det med ett eget program att se att det finns. Ta bort kopplingen först om det inte får bli känt.
       *[other] { $count } av dem har kopplingar till ärenden som du inte lämnar över. Kan kollegan inte öppna de ärendena, går det med ett eget program att se att de finns. Ta bort kopplingarna först om det inte får bli känt.
    }
people-hand-on-do =
    { $count ->
        [0] Försegla och lämna över
        [one] Försegla och lämna över ett ärende
       *[other] Försegla och lämna över { $count } ärenden
    }
people-hand-on-at = { $done } av { $of }
people-hand-on-stop = Sluta efter det här ärendet
people-hand-on-over =
    { $done ->
        [0] Inget ärende är överlämnat.
        [one] Ett ärende är överlämnat.
       *[other] { $done } ärenden är överlämnade.
    }
people-hand-on-stopped = Överlämnade: { $done }. Kvar att lämna över: { $left }.
people-hand-on-broken = Servern svarade inte. Överlämnade: { $done }. Kvar att lämna över: { $left }. Försök igen när det finns en förbindelse: det som är gjort görs inte en gång till.
people-hand-on-kept = De här ligger kvar hos dig som de var:
people-hand-on-gone =
    { $count ->
        [one] Ett ärende finns inte här längre: det kan ha lämnats över vid ett tidigare försök, vara raderat, eller så har andra tagit över det.
       *[other] { $count } ärenden finns inte här längre: de kan ha lämnats över vid ett tidigare försök, vara raderade, eller så har andra tagit över dem.
    }
people-hand-on-resume =
    { $count ->
        [one] Ett ärende som du höll på att lämna över är kvar. Det är valt här nedanför.
       *[other] { $count } ärenden som du höll på att lämna över är kvar. De är valda här nedanför.
    }
people-hand-on-forget = Glöm det

people-left-title = När någon har slutat
people-left-lead = Den som inte längre finns i kanalen kommer inte in. Ärendena som den personen hade får dessutom en ny nyckel så snart någon som är kvar öppnar dem. Här gör du det på en gång, i alla ärenden som du har. Lämna sedan över dem till en kollega om det behövs. Ett ärende som bara den personen kunde öppna går sedan bara att öppna med reservnyckeln: be därför den som slutar att först lämna över sina ärenden.
people-left-do = Gå igenom mina ärenden
people-left-over =
    { $made ->
        [0] Inget ärende behövde en ny nyckel.
        [one] Ett ärende har fått en ny nyckel.
       *[other] { $made } ärenden har fått en ny nyckel.
    }
people-left-failed =
    { $count ->
        [one] Ett ärende kunde inte hämtas. Försök igen om en stund.
       *[other] { $count } ärenden kunde inte hämtas. Försök igen om en stund.
    }
