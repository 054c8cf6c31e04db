### Skrivbordets ärenden: inkorgen och ett ärende.

cases-title = Ärenden
cases-inbox = Inkorg
cases-search = Sök i brev, anteckningar och filnamn
cases-filter-duty = Visa efter det som ska göras
cases-filter-all = Alla { $count }
cases-filter-late = { $count } { $count ->
        [one] försenat
       *[other] försenade
    }
cases-filter-soon = { $count } inom en vecka
cases-filter-unread = { $count } { $count ->
        [one] oläst
       *[other] olästa
    }
cases-state-received = Mottaget
cases-state-acknowledged = Bekräftat
cases-state-closed = Avslutat
cases-claimed-acknowledged = Servern säger: bekräftat. Det är inte kontrollerat.
cases-claimed-closed = Servern säger: avslutat. Det är inte kontrollerat.
cases-clocks-apart = Den här datorns klocka och serverns stämmer inte överens: här är det { $own }, hos servern { $server }. Fristerna räknas efter den här datorn. Rätta klockan om den går fel. Går den rätt, säg till den som driver servern.
cases-inbox-went-back = Servern visar mindre, eller annat, än den visade förut i de här ärendena: { $references }. Den kan ha återställts från en gammal kopia, eller hålla inne något. Säg till den som driver servern.
cases-missing =
    { $count ->
        [one] Ett ärende som du har haft öppet finns inte längre i listan. Det kan vara raderat, du kan ha lämnat det, andra kan ha tagit över det, eller så döljer servern det. Vet du inte varför, fråga kanalens ägare.
       *[other] { $count } ärenden som du har haft öppna finns inte längre i listan. De kan vara raderade, du kan ha lämnat dem, andra kan ha tagit över dem, eller så döljer servern dem. Vet du inte varför, fråga kanalens ägare.
    }
cases-missing-unopened =
    { $count ->
        [one] En rad i listan har inte gått att öppna, och kan vara vilket ärende som helst eller inget.
       *[other] { $count } rader i listan har inte gått att öppna, och kan vara vilka ärenden som helst eller inga.
    }
cases-missing-known = Jag vet varför
cases-list = Ärenden, det som brådskar först
cases-found =
    { $count ->
        [0] Inga ärenden hittades.
        [one] Ett ärende hittades.
       *[other] { $count } ärenden hittades.
    }
cases-loading = Hämtar ärendena …
cases-opening-left =
    { $count ->
        [one] Ett ärende kontrolleras …
       *[other] { $count } ärenden kontrolleras …
    }
cases-retry = Försök igen
cases-empty-title = Inga ärenden än
cases-empty = När någon lämnar en rapport som du får öppna står den här. Kontrollera så länge att länken till kanalen finns på intranätet, så att de som behöver den hittar dit.
cases-empty-search-title = Inget stämmer
cases-empty-search = Pröva färre ord, eller visa alla ärenden.
cases-empty-filter-title = Inget här
cases-empty-filter = Det finns inga sådana ärenden just nu.
cases-show-all = Visa alla ärenden
cases-row-unopened = Öppnas …
cases-row-untitled = Rapport utan text
cases-row-unfetched = Servern lämnar inte ut det
cases-row-damaged = Ärendet går inte att öppna
cases-row-warning = Något stämmer inte
cases-row-draft = Utkast
cases-row-new =
    { $count ->
        [one] 1 ny
       *[other] { $count } nya
    }
cases-row-received = kom { $day }
cases-row-closed = avslutat { $day }

## Dagar

cases-day-today = i dag
cases-day-tomorrow = i morgon
cases-day-yesterday = i går
cases-duty-acknowledge-by = Bekräfta senast { $day }
cases-duty-feedback-by = Återkoppla senast { $day }
cases-duty-step-by = Nästa steg senast { $day }
cases-duty-tell-by = Underrätta den som pekas ut senast { $day }
cases-duty-protect-by = Följ upp skyddet senast { $day }
cases-duty-recommend-by = Åtgärderna klara senast { $day }
cases-duty-review-by = Se över bevarandet senast { $day }
cases-duty-decide-by = Gallringsbeslut senast { $day }
cases-days-left =
    { $days ->
        [one] 1 dag kvar
       *[other] { $days } dagar kvar
    }
cases-days-over =
    { $days ->
        [one] 1 dag försenat
       *[other] { $days } dagar försenat
    }

## Ärendet

cases-none-title = Välj ett ärende
cases-none = Det som brådskar mest står överst. Med J och K går du upp och ned i listan, med Enter öppnar du.
cases-none-no-keys = Det som brådskar mest står överst.
cases-back = Alla ärenden
cases-facts = Om ärendet
cases-conversation = Samtalet
cases-came =
    { $count ->
        [one] Ett nytt inlägg har kommit.
       *[other] { $count } nya inlägg har kommit.
    }
cases-came-show = Visa
cases-unkept-title = Ett utkast är inte sparat
cases-unkept-lock = Servern har inte tagit emot det du har skrivit. Låser du nu försvinner det. Vänta tills servern svarar, eller skriv av det någon annanstans som är säker.
cases-unkept-sign-out = Servern har inte tagit emot det du har skrivit. Loggar du ut nu försvinner det. Vänta tills servern svarar, eller skriv av det någon annanstans som är säker.
cases-unkept-too-long = Det du har skrivit i ett ärende är för långt för att sparas. Går du nu försvinner det. Korta det, eller skriv av det någon annanstans som är säker.
cases-unkept-stay = Stanna kvar
cases-unkept-lock-anyway = Lås ändå
cases-unkept-sign-out-anyway = Logga ut ändå
cases-opening = Ärendet öppnas och kontrolleras …
cases-failed-title = Ärendet kunde inte hämtas
cases-damaged-title = Ärendet går inte att visa
cases-problem-keyring = Kanalens nyckellista stämmer inte med den du har sparat. Någon kan ha bytt ut den. Inget öppnas och inget skickas. Säg till kanalens ägare och den som driver servern.
cases-problem-opener = Webbläsaren kunde inte öppna ärendet. Ladda om sidan och försök igen.

cases-path-short-browser = i webbläsaren
cases-path-short-server = på servern
cases-path-short-desk = vid skrivbordet
cases-path-browser = Förseglad i webbläsaren
cases-path-server = Förseglad på servern
cases-path-desk = Införd av en handläggare

cases-report = Rapporten
cases-reporter = Rapportören
cases-you = Du
cases-recovery = Innehavaren av reservnyckeln
cases-new = Nytt
cases-step-acknowledge = bekräftelse
cases-step-feedback = återkoppling
cases-step-close = avslut
cases-step-reopen = öppnat igen
cases-step-minutes = protokoll
cases-step-assess = bedömning
cases-step-investigate = utredning
cases-step-conclude = sammanställning
cases-step-out-of-scope = utanför kanalen
cases-step-refer = hänvisning
cases-note = Anteckning
cases-note-hidden = syns inte för rapportören
cases-no-answers = Rapportören har inte skrivit något.
cases-question-other = Svar på en fråga som formuläret inte längre har
cases-day-differs = Serverns datum och skribentens skiljer sig mer än en dag.
cases-sealed-on-server = Förseglad på servern. Den som styrde servern just då kunde ha läst med.
cases-entered = Kom in { $day } och fördes in av en handläggare.
cases-code-seen = En handläggare har någon gång sett ärendekoden.

cases-act-meeting-offered = { $who } föreslår ett möte eller ett samtal.
cases-act-allow = Rapportören låter någon som var utestängd få ärendet.
cases-act-continues = Rapportören fortsätter här ett tidigare ärende.
cases-act-contact-opened = { $who } öppnade kontaktuppgifterna.
cases-act-reason = Skäl: { $reason }
cases-grant = { $who } gav { $title } tillgång till ärendet.
cases-rekey = { $who } bytte nyckel i ärendet. De som är kvar kan öppna det som skrivs från nu.

## Skriva

cases-write = Skriv i ärendet
cases-kind = Vad skriver du?
cases-kind-reply = Svar
cases-kind-acknowledge = Bekräftelse
cases-kind-feedback = Återkoppling
cases-kind-close = Avslut
cases-kind-reopen = Öppna igen
cases-kind-note = Anteckning
cases-lead-reply = Rapportören läser det nästa gång hen öppnar ärendet.
cases-lead-acknowledge = Talar om att rapporten är mottagen. Ändra texten om du vill.
cases-lead-feedback = Berätta vad ni har gjort eller tänker göra, och varför. Det räknas som lagens återkoppling.
cases-lead-close = Det sista rapportören får läsa om vad som blev av ärendet.
cases-lead-reopen = Berätta för rapportören varför ärendet öppnas igen.
cases-lead-note = Bara ni som kan öppna ärendet ser den. Rapportören ser den aldrig.
cases-close-means-title = Det här händer när du avslutar
cases-close-means-stays = Rapportören kan fortfarande läsa och skriva här, till exempel om repressalier.
cases-close-means-duties = Ärendet läggs sist i inkorgen. Saknas bekräftelse eller återkoppling påminner skrivbordet om det tills den är lämnad.
cases-close-means-reopen = Du kan öppna det igen.
cases-close-not-acknowledged = Ingen har bekräftat rapporten. Bekräfta hellre först.
cases-close-not-fed-back = Ingen återkoppling är lämnad. Lämna den hellre först: avslutet räknas inte som återkoppling.
cases-send-reply = Försegla och skicka
cases-send-acknowledge = Försegla och bekräfta
cases-send-feedback = Försegla och återkoppla
cases-send-close = Försegla och avsluta
cases-send-reopen = Försegla och öppna igen
cases-send-note = Försegla och spara
cases-sending = Förseglar och skickar …
cases-sent-reply = Svaret är framme.
cases-sent-acknowledge = Bekräftelsen är framme.
cases-sent-feedback = Återkopplingen är framme.
cases-sent-close = Ärendet är avslutat.
cases-sent-reopen = Ärendet är öppet igen.
cases-sent-note = Anteckningen är sparad.
cases-sent-earlier = Det du skrev först hade kommit fram. Ändringen är inte skickad; den står kvar i rutan.
cases-draft-kept = Utkastet sparas förseglat.
cases-draft-too-long = Det som inte är klart i ärendet är för långt för att sparas. Korta det, eller skicka något av det.
cases-draft-not-kept = Utkastet är inte sparat än. Servern svarar inte. Vi försöker igen.
cases-characters-left =
    { $count ->
        [one] 1 tecken kvar
       *[other] { $count } tecken kvar
    }
cases-text-empty = Skriv något först.
cases-text-too-long = Texten är för lång. Korta den till högst 100 000 tecken, eller skicka den i två delar.
cases-not-sent = Inte skickat.
cases-perhaps-sent = Oklart om det kom fram.
cases-send-unknown = Inget svar kom från servern, så vi vet inte om det kom fram. Texten är kvar. Skicka igen: har det redan kommit fram blir det inte två.
cases-send-still-unknown = Om det förra försöket kom fram vet vi fortfarande inte, och det här togs inte emot. Texten är kvar. Skicka igen om en stund: har det redan kommit fram blir det inte två.
cases-send-not-shown = Servern säger att den har sparat det, men visar det inte i ärendet. Så länge den inte gör det räknas inget som skickat. Texten är kvar. Skicka igen: det blir inte två. Händer det på nytt, säg till den som driver servern.
cases-contradicted-same-step = Någon annan hann före med samma sak. Läs det nya. Behövs din text ändå, skicka den som ett svar.
cases-contradicted-closed = Någon annan har avslutat ärendet. Läs det nya och avgör om texten fortfarande stämmer.
cases-contradicted-reopened = Någon annan har öppnat ärendet igen. Läs det nya och avgör om texten fortfarande stämmer.
cases-contradicted-answered = Någon annan har just skrivit till rapportören. Läs det och skicka igen om din text fortfarande behövs.
cases-contradicted-unread = Rapportören har just skrivit något. Läs det innan du avslutar.
cases-contradicted-damaged = Något av det nya stämmer inte. Läs varningen ovanför innan du skickar.
cases-contradicted-left-out = Du hör inte längre till ärendet och kan inte skriva i det.
cases-refused-withheld = Servern håller inne det som står närmast före. Därför kan inget skickas. Försök igen om en stund, och säg till den som driver servern.
cases-refused-no-standing = Du hör inte längre till ärendet och kan inte skriva i det.
cases-refused-old-keyring = Ärendet nämner en nyare nyckellista än den du har. Ladda om sidan och försök igen.
cases-refused-busy = Andra skriver i ärendet just nu. Vänta ett ögonblick och skicka igen.
cases-cannot-write = Du kan läsa det här men inte skriva: du hör inte till ärendet enligt det som går att kontrollera.
cases-closed-write = Ärendet är avslutat. Du kan fortfarande skriva till rapportören.

cases-standard-acknowledgement =
    Hej!

    Tack för att du berättar. Vi har tagit emot din rapport och börjar med att läsa den noga.

    Senast { $day } ska du i skälig utsträckning få veta här vad vi har gjort eller tänker göra, och varför. Vi kan ha frågor innan dess, så titta gärna in då och då. Kommer du på något mer kan du skriva här när du vill.
cases-standard-closing =
    Hej!

    Vi har nu gått igenom det du berättade och avslutar ärendet.

    Du kan fortfarande läsa och skriva här. Blir du utsatt för något på grund av din rapport, berätta det genast.

## Att göra och fakta

cases-to-do = Att göra
cases-nothing-to-do = Inget just nu.
cases-to-do-closed = Ärendet är avslutat.
cases-law-acknowledge = Lagen: inom sju dagar från att rapporten kom, senast { $day }.
cases-law-feedback-acknowledged = Lagen: inom tre månader från bekräftelsen, senast { $day }.
cases-law-feedback-unacknowledged = Lagen: inom tre månader från den sjunde dagen, senast { $day }, om ingen bekräftelse lämnas.
cases-law-late = Tiden har gått ut. Rapportören får alltid vända sig till en myndighet. Att återkopplingen uteblir kan också ha betydelse för om lagen skyddar den som offentliggör uppgifterna.
cases-do-acknowledge = Bekräfta
cases-do-feedback = Ge återkoppling
cases-do-step = Ändra nästa steg …
cases-do-note = Anteckna …
cases-do-close = Avsluta ärendet …
cases-do-reopen = Öppna igen …
cases-the-case = Ärendet
cases-reference = Beteckning
cases-state = Läge
cases-path = Väg in
cases-category = Gäller
cases-received = Kom in
cases-acknowledged = Bekräftat
cases-fed-back = Återkopplat
cases-closed = Avslutat
cases-not-yet = inte än
cases-can-open = Kan öppna
cases-can-open-you = du
cases-can-open-recovery = reservnyckel
cases-excluded = Utestängda av rapportören
cases-excluded-hint = De vet inte att ärendet finns. Berätta det inte för dem.
cases-law-days = Lagens datum
cases-law-days-acknowledge = Bekräftelse senast
cases-law-days-feedback = Återkoppling senast

## Kontaktuppgifter

cases-contact = Kontaktuppgifter
cases-contact-sealed = De är förseglade för sig. Om rapportören har lämnat några syns först när du öppnar.
cases-contact-open = Öppna …
cases-contact-two = I den här kanalen krävs två personer för att öppna dem. Det går ännu inte att göra här.
cases-contact-damaged = Kontaktuppgifterna är skadade och går inte att öppna.
cases-contact-ask-title = Öppna kontaktuppgifterna?
cases-contact-ask = Gör det bara om du behöver veta vem rapportören är. Rapportören ser att du har öppnat dem, vilken dag och varför. Det går inte att ångra.
cases-contact-reason = Varför behöver du dem?
cases-contact-reason-hint = En mening räcker. Rapportören kan läsa den.
cases-contact-reason-missing = Skriv varför. Utan skäl öppnas inget.
cases-contact-confirm = Skriv in skälet och öppna
cases-contact-storing = Skälet sparas först …
cases-contact-not-opened = Skälet kunde inte sparas. Därför öppnades inget.
cases-contact-perhaps-stored = Vi vet inte om skälet sparades; rapportören kan redan se det. Inget är öppnat. Försök igen: det blir inte två.
cases-contact-none = Rapportören har inte lämnat några kontaktuppgifter.
cases-contact-hide = Dölj
cases-cancel = Avbryt

## Det som inte stämmer

cases-warnings = Det här stämmer inte
cases-went-back = Servern visar mindre, eller annat, än den visade förut. Den kan ha återställts från en gammal kopia, eller hålla inne något. Säg till den som driver servern.
cases-foreign-wrap = Servern lade fram en nyckel som inte hör till ärendet. Den används inte.
cases-settings-changed = Kanalens frågor och texter är inte de som ägaren har skrivit under. De visas därför inte.
cases-alarm-held-back = Servern håller inne något i ärendet. Det som visas är äkta, men något saknas.
cases-alarm-unknown-keyring = Rapporten förseglades efter en nyckellista som ingen här har sett. Någon kan ha visat rapportören en falsk lista. Säg till kanalens ägare i dag.
cases-alarm-late-keyring = Rapporten förseglades efter en gammal nyckellista, fast det fanns en nyare. Servern kan ha visat rapportören den gamla. Säg till kanalens ägare.
cases-alarm-old-generation = Rapportören skrev till en äldre nyckel. Servern dolde ett nyckelbyte för hen, och den som lämnat ärendet kan ha läst.
cases-alarm-leaver-rekeyed = Den som lämnade ärendet gjorde det senaste nyckelbytet själv. Någon som är kvar behöver byta nyckel en gång till.
cases-column-acknowledged = Servern uppger ett annat datum för bekräftelsen än de underskrivna breven visar. Breven gäller.
cases-column-fed-back = Servern uppger ett annat datum för återkopplingen än de underskrivna breven visar. Breven gäller.
cases-column-closed = Servern uppger ett annat datum för avslutet än de underskrivna breven visar. Breven gäller.
cases-column-received = Serverns datum för när rapporten kom skiljer sig från rapportörens med mer än en dag.
cases-column-path = Servern uppger ett annat sätt som rapporten förseglades på än rapporten själv. Rapporten gäller.
cases-trouble-no-wrap = Ingen av dina nycklar öppnar ärendet. Nyckeln som servern lade fram är skadad, eller någon annans.
cases-trouble-not-borne-out = Ingenting i ärendet visar att någon med rätt till det har gett dig nyckeln. Därför visas det inte. Säg till den som äger kanalen.
cases-trouble-no-report = Rapporten saknas eller är skadad. Utan den går det inte att veta vilket ärende det är, så inget visas.
cases-trouble-not-this-case = Rapporten och nyckeln hör till olika ärenden. Servern kan ha bytt ut den ena. Inget visas.
cases-trouble-another-case = Det som servern lägger fram här är ett annat ärende än det som stod här förut. Inget av det visas, och inget går att skriva. Det du hade börjat skriva i det riktiga ärendet finns kvar. Säg till den som driver servern.
cases-trouble-unfetched = Servern listar ärendet, men lämnade inte ut det när den senast blev tillfrågad.
cases-letter-damaged = Skadat brev
cases-letter-damaged-number = Nummer { $number }
cases-damage-missing = Det saknas. Servern lämnar inte ut det.
cases-damage-gate = Det är inte ett förseglat brev, utan något annat.
cases-damage-unopened = Det går inte att öppna. Det har ändrats, eller är förseglat till någon annan.
cases-damage-altered = Det går inte att öppna. Det har ändrats sedan det förseglades.
cases-damage-content = Det gick att öppna, men innehållet är inte ett brev i det här ärendet.
cases-damage-author = Det är underskrivet av någon som varken hör till ärendet eller kanalen.
cases-damage-signature = Underskriften är falsk.
cases-damage-other-case = Det är skrivet för ett annat ärende och har lagts in här.
cases-damage-other-thread = Det är skrivet för en annan plats i ärendet: ett samtal har blandats med anteckningar.
cases-damage-other-number = Det är ett äkta brev på fel plats. Någon har kopierat eller flyttat det.
cases-damage-sealed-to = Det är förseglat till en annan nyckel än det påstår.
cases-damage-substituted = Det är inte den rapport som lämnades in.
cases-damage-seen = Det hänvisar till ett samtal som servern inte visar.
cases-damage-strike = Det stryker något som inte får strykas.
cases-damage-unknown-keyring = Det hänvisar till en nyckellista som inte går att kontrollera.
cases-damage-old-keyring = Det hänvisar till en äldre nyckellista än ett tidigare brev.
cases-damage-not-in-keyring = Skribentens nyckel står inte i den nyckellista som brevet nämner.
cases-damage-left = Skribenten hade redan lämnat kanalen.
cases-damage-no-member = Skribenten hörde inte till ärendet när det skrevs.
cases-damage-writer = Skribenten får inte skriva ett sådant brev.
cases-damage-not-eligible = Det ger ärendet till någon som inte är handläggare i kanalen.
cases-damage-excluded = Det ger ärendet till någon som rapportören har stängt ute.
cases-damage-generation = Det är förseglat till en nyckel som inte längre används.

## Tangenter

cases-key-down = Nästa ärende
cases-key-up = Förra ärendet
cases-key-search = Sök
cases-key-reply = Svara
cases-key-note = Skriv en anteckning
cases-key-acknowledge = Bekräfta
cases-key-send = Försegla och skicka
cases-key-escape = Tillbaka till listan
