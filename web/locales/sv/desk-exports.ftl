### Skrivbordet: det som lämnar skrivbordet. Ärendeakt, paket, utlämnande och listor.

export-open = Exportera …
export-open-hint = Ärendeakt att läsa och skriva ut, eller ett paket med filer.
export-title = Exportera ärendet
export-back = Till ärendet
export-key-leave = Lämna exporten
export-about = Allt görs i din webbläsare, av det som är verifierat. Servern får inte veta vad. Exporten skrivs först in i ärendet, så att ni andra ser vem som gjorde den och för vad.
export-kinds = Vad som exporteras
export-kind-case-file = Ärendeakt
export-kind-package = Paket med filer
export-case-file-about = Ett dokument att läsa, skriva ut eller spara som PDF i webbläsarens utskrift.
export-package-about = En zip-fil med ärendeakten, samtalet och handläggningen som data, varje fil som den kom, och en lista med kontrollsummor. Den går att läsa utan Sigill. Den är inte förseglad: lägg den där bara de som får läsa ärendet når den.
export-memory = Den här webbläsaren kan inte skriva direkt till disken, så paketet får vara högst { $bound }. I Chrome och Edge får det vara hur stort som helst.

export-language = Språk
export-in-swedish = svenska
export-in-english = engelska
export-parts = Vad som ska med
export-parts-always = Försättsblad, rapport, samtal, och vad som har exporterats och lämnats ut är alltid med.
export-part-conversation = Rapport och samtal
export-part-record = Handläggning
export-part-record-hint = Bedömning, utredning och resultat, med tidigare versioner.
export-part-events = Händelser
export-part-events-hint = Steg, vem som fått tillgång, och när kontaktuppgifter öppnades.
export-part-files = Filer
export-part-files-hint = Varje fil hämtas och kontrolleras.
export-part-notes = Anteckningar
export-part-notes-hint = Minnesanteckningar är inte allmänna handlingar, om ni inte tar hand om dem för arkivering. Välj dem bara då.
export-contact-hint = Bara om mottagaren måste veta vem rapportören är. De öppnas då, och rapportören ser det.
export-for = För vem eller vad
export-for-hint = Står på försättsbladet och i ärendet. Till exempel: Kommunarkivet, efter avslutat ärende.
export-for-missing = Skriv för vem eller vad exporten görs.
export-make-case-file = Skriv in i ärendet och visa akten
export-make-package = Skriv in i ärendet och spara paketet
export-working = Arbetar …
export-working-files = Fil { $done } av { $of } hämtas och kontrolleras …
export-sheet-ready = Ärendeakten är klar.
export-print = Skriv ut
export-print-hint = Välj PDF i utskriften om du vill spara den. Ta bort webbläsarens egna sidhuvuden där, för de visar skrivbordets adress.
export-again = Gör en till
export-saved =
    Paketet är sparat: { $files ->
        [one] en fil
       *[other] { $files } filer
    }, { $size }.
export-check-hint = Mottagaren kontrollerar det med sha256sum -c SHA256SUMS i den uppackade mappen.

export-not-logged = Exporten kunde inte skrivas in i ärendet. Därför gjordes den inte.
export-logged-unsaved = Exporten står redan inskriven i ärendet, men inget blev sparat.
export-cancelled = Exporten avbröts.
export-disk = Paketet kunde inte sparas. Se efter om disken är full.
export-unfetched = Filen { $name } kunde inte hämtas just nu. Försök igen.

export-logged-case-file =
    ärendeakten på { $language } med { $letters ->
        [one] ett inlägg
       *[other] { $letters } inlägg
    } och { $files ->
        [one] en fil
       *[other] { $files } filer
    }, utöver rapport och samtal: { $parts }
export-logged-package =
    ett paket på { $language } med { $letters ->
        [one] ett inlägg
       *[other] { $letters } inlägg
    } och { $files ->
        [one] en fil
       *[other] { $files } filer
    }, utöver rapport och samtal: { $parts }
export-logged-inside = Export inom verksamheten. För: { $purpose }. Vad: { $what }.

export-whom = Vem den är till
export-whom-hint = Till någon utanför behövs mottagare och stöd, och rapportören ska som regel få veta det.
export-whom-missing = Välj om den är för verksamheten själv eller till någon utanför.
export-whom-inside = Det egna arbetet eller arkivet inom verksamheten
export-whom-outside = Någon utanför

## I dokumenten

export-case-file-title = Ärendeakt { $reference }
export-organisation = Verksamhet
export-channel = Kanal
export-contains = Innehåller
export-leaves-out = Utan
export-made-by = Gjord av
export-made-on = Gjord den
export-case-id = Ärendets id
export-verified-title = Vad som är verifierat
export-all-verified = Alla inlägg är öppnade, och underskrifterna stämmer med ärendets och kanalens nycklar. Inget saknas i deras nummer.
export-damaged-letters =
    { $count ->
        [one] Ett inlägg gick inte att verifiera. Det står på sin plats nedan, med skälet i stället för innehållet.
       *[other] { $count } inlägg gick inte att verifiera. De står på sina platser nedan, med skälet i stället för innehållet.
    }
export-damaged-files =
    { $count ->
        [one] En fil är skadad eller saknas. Den är inte med.
       *[other] { $count } filer är skadade eller saknas. De är inte med.
    }
export-place-conversation = Nummer { $number } i samtalet
export-place-internal = Nummer { $number } bland anteckningarna
export-letter-files = Filer: { $names }
export-event-read = Läste det som hade skrivits dittills.
export-no-letters = Ingen har skrivit efter rapporten.
export-no-notes = Det finns inga anteckningar.
export-no-record = Ingen handläggning är inskriven.
export-no-events = Inget har hänt efter rapporten.
export-deeds-title = Exporter och utlämnanden
export-no-deeds = Inget är exporterat eller utlämnat.
export-deed-inside = Intern export
export-deed-outside = Utlämnande
export-notice-fact = Rapportören
export-column-place = Plats
export-place-heading = rubriken
export-place-paragraph = stycke { $number }
export-place-section = del { $number }
export-place-characters = tecken { $from }–{ $to }
export-day-server = { $day } (enligt servern)
export-data-days = signed_day är dagen som skribenten skrev under. server_day och server_says är serverns uppgift ensam, och ingen har skrivit under den.
export-waived = Gäller inte sedan { $day }. { $cause }. Skäl: { $reason }
export-day-both = { $signed } (servern: { $server })
export-no-files = Det finns inga filer.
export-record-others = Övrigt
export-column-day = Dag
export-column-who = Vem
export-column-what = Vad
export-column-file = Fil
export-column-type = Typ
export-column-size = Storlek
export-file-damaged = Skadad: inte den som skickades
export-file-missing = Saknas på servern
export-ending = Slut på ärendeakt { $reference }. Dagarna är de som skribenterna skrev under; där serverns dag är en annan står den bredvid. Det som står ”enligt servern” har ingen skrivit under.
export-readme-title = Ärende { $reference }, som vanliga filer
export-readme-case-file = case-file.html: ärendeakten. Öppna den i en webbläsare.
export-readme-data = conversation.json, record.json: samtalet och handläggningen, ord för ord som de skrevs.
export-readme-deeds = exports.json: varje export och utlämnande, till vem och med vilket stöd, och vad som har maskerats i kopior, efter plats och lagrum.
export-readme-files = files/: filerna som de kom, under säkra namn. Vad de heter står i manifest.json. Den som slutar på .unopened kan göra något när den öppnas: låt någon kunnig titta först.
export-readme-notes = notes.json: anteckningarna.
export-readme-check = Kontrollera att inget är ändrat, i den här mappen:

## Utlämnande

export-disclosure-open = Lämna ut till någon utanför …
export-disclosure-hint = Ska någon utanför få veta vem rapportören är? Skriv in det först.
export-disclosure-title = Lämna ut vem rapportören är
export-disclosure-about = Rapportören ska få veta att uppgifter lämnas ut som kan visa vem rapportören är, om det inte skulle motverka uppföljningen. Utlämnandet skrivs in i ärendet. Lämna inte ut något förrän det står där.
export-disclosure-complete = Skriv in utlämnandet
export-disclosure-done = Utlämnandet är inskrivet i ärendet.
export-disclosure-unfinished = Ett tidigare försök blev inte klart. Det står kvar här. Skriv in det igen, så får rapportören inte samma meddelande två gånger.
export-disclosure-not-logged = Utlämnandet kunde inte skrivas in i ärendet. Lämna inte ut något.
export-untold = Utlämnandet är inte inskrivet, för rapportören kunde inte underrättas.
export-recipient = Mottagare
export-recipient-hint = Vem som får uppgifterna. Till exempel: Polismyndigheten, utredningsgrupp 2.
export-recipient-missing = Skriv vem som får uppgifterna.
export-basis = Stöd
export-basis-hint = Vad som ger rätt att lämna ut dem. Till exempel: 5 kap. 10 § visselblåsarlagen, eller rapportörens samtycke.
export-basis-missing = Skriv vad som ger rätt att lämna ut.
export-what = Vad som lämnas ut
export-what-hint = Vilka slags uppgifter, inte uppgifterna själva. Till exempel: namn och telefonnummer.
export-what-missing = Skriv vad som lämnas ut.
export-tells = Får rapportören veta det?
export-tells-hint = Lagen kräver det, om det inte skulle motverka uppföljningen.
export-tells-missing = Välj om rapportören får veta det.
export-tells-yes = Ja, med ett meddelande i samtalet
export-tells-no = Nej, och jag skriver varför
export-notice-label = Meddelande till rapportören
export-notice-hint = Skickas i samtalet innan något skrivs in. Det är på rapportörens språk.
export-notice-missing = Skriv vad rapportören får veta.
export-notice = Vi kommer att lämna uppgifter som kan visa vem du är till { $recipient }. Stöd: { $basis }. Skriv här om du undrar något.
export-withheld = Varför rapportören inte får veta det
export-withheld-hint = Till exempel att det skulle motverka uppföljningen, eller att inget som kan visa vem rapportören är lämnas ut. Bara ni som handlägger ser det.
export-withheld-missing = Skriv varför rapportören inte får veta det.
export-told-already = Rapportören har redan fått meddelandet. Nu återstår att skriva in utlämnandet.
export-logged-disclosure = Utlämnande. Till: { $recipient }. Stöd: { $basis }. Vad: { $what }.
export-logged-told = Rapportören fick veta det i nummer { $number } i samtalet.
export-logged-unsaid = Rapportören har inte fått veta det.
export-logged-untold = Rapportören har inte fått veta det: { $reason }

## Listan

export-register-open = Spara listan …
export-register-title = Spara listan som kalkylblad
export-register-about =
    { $count ->
        [one] Ett ärende som listan visar sparas, med beteckning, dagar, läge och vem det är tilldelat. Inget av det som står i ärendet följer med.
       *[other] { $count } ärenden som listan visar sparas, med beteckning, dagar, läge och vem de är tilldelade. Inget av det som står i ärendena följer med.
    }
export-register-left =
    { $count ->
        [one] Ett ärende är inte öppnat än och följer inte med. Vänta tills listan är läst.
       *[other] { $count } ärenden är inte öppnade än och följer inte med. Vänta tills listan är läst.
    }
export-register-logged = Att du sparade en lista den här dagen skrivs in i installationens logg, utan vilka ärenden.
export-register-save = Spara
export-register-saved =
    { $count ->
        [one] Listan är sparad: ett ärende.
       *[other] Listan är sparad: { $count } ärenden.
    }
export-register-not-logged = Listan sparades inte, för det kunde inte skrivas in i loggen.
export-register-name = visselblasararenden
export-register-matter = Ärendemening
export-register-report = Rapport i visselblåsarkanalen
export-register-sender = Avsändare
export-register-withheld = Lämnas inte ut
export-register-waived = Gäller inte: { $cause }
export-register-waived-since = Gäller inte sedan { $day } (enligt servern): { $cause }
export-register-assigned = Tilldelat

## Utlämnandekopia

export-kind-copy = Kopia att lämna ut
export-copy-about = Välj vad som ska lämnas ut, och maskera det som inte får lämnas ut, i rubrikerna också: den som skrev, eller dagen, kan visa vem någon är. I kopian står svarta fält med lagrummet; det maskerade finns inte kvar någonstans i den. Var varje fält står, och med vilket lagrum, skrivs in i ärendet.
export-copy-title = Utlämnade handlingar, ärende { $reference }
export-copy-bars = Svarta fält är alla lika breda. Efter varje fält står varför det som stod där inte lämnas ut.
export-copy-masked = Det här har maskerats:
export-copy-unmasked = Inget är maskerat.
export-copy-marks = Antal
export-copy-none = Välj minst en del.
export-copy-ready = Kopian är klar och utlämnandet är inskrivet.
export-copy-save = Spara som fil
export-make-copy = Skriv in utlämnandet och gör kopian
export-mask-title = Maskering
export-mask-selected = Maskera det som är markerat
export-mask-hint = Markera text nedan och tryck, eller välj ord med tangentbordet under varje stycke.
export-mask-paragraph = Maskera stycket
export-mask-heading = Maskera rubriken
export-offer = Visa också att välja bland
export-offer-hint = Rapport och samtal visas alltid. Inget följer med förrän du väljer det. Minnesanteckningar är inte allmänna handlingar, om ni inte tar hand om dem för arkivering.
export-offer-files = Filernas namn
export-mask-words = Välj ord
export-mask-words-group = Ord att maskera
export-mask-undo = Ta bort maskeringen av ”{ $words }” ({ $ground })
export-level = Vad det gäller
export-level-reporter = Kan visa vem rapportören är: lämnas aldrig ut
export-level-other = Gäller någon annan: prövas varje gång
export-ground = Lagrum
export-ground-osl-32-3b = 32 kap. 3 b § offentlighets- och sekretesslagen
export-ground-osl-17-3b = 17 kap. 3 b § offentlighets- och sekretesslagen
export-ground-vbl-9-1 = 9 kap. 1 § visselblåsarlagen
export-ground-own = Annat …
export-ground-words = Lagrum, med egna ord
export-ground-missing = Skriv lagrummet innan du maskerar.
export-suggestions = Förslag
export-suggestions-words = Namn och ord att leta efter
export-suggestions-hint = Med komma emellan. E-postadresser, telefonnummer och personnummer hittas ändå. Inget maskeras förrän du väljer det.
export-suggestions-none = Inget mer att föreslå.
export-suggestion-take = Maskera
export-suggestion-take-what = Maskera { $words }
export-suggestion-leave = Lämna
export-suggestion-leave-what = Lämna { $words }
export-left-over = Det du har maskerat står omaskerat på andra ställen i kopian: { $words }
export-decision-title = Beslut om utlämnande
export-decided-by = Beslutat av
export-decision-parts =
    { $count ->
        [one] En del lämnas ut.
       *[other] { $count } delar lämnas ut.
    }
export-reasons = Skäl för beslutet
export-reasons-hint = Varför det maskerade inte lämnas ut. Skriv inget som visar vad som stod där.
export-reasons-missing = Skriv varför det maskerade inte lämnas ut.
export-appeal = Så överklagar du
export-appeal-hint = Fyll i domstol och adress. Texten står sist i kopian.
export-appeal-hint-company = Bara om det går att överklaga, som när en kommun äger företaget: domstol, hur och inom vilken tid. Annars lämnas det tomt.
export-appeal-standard = Du kan överklaga beslutet hos kammarrätten. Skriv vad du vill ändra och varför, och lämna skrivelsen till oss inom tre veckor från den dag då du fick beslutet.
export-logged-copy =
    { $parts ->
        [one] kopia av en del
       *[other] kopia av { $parts } delar
    }, { $marks } maskeringar ({ $grounds })
export-decision-shown = Beslutet och maskeringarna
