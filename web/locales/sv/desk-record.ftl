### Skrivbordet: uppgifterna om ett ärende, från bedömning till avslut, och var arbetet står.

record-phase = Läge
record-phase-reason = Skäl till läget
record-phase-received = Mottaget
record-phase-acknowledged = Bekräftat
record-phase-assessing = Bedöms
record-phase-investigating = Utreds
record-phase-concluding = Sammanställs
record-phase-out-of-scope = Utanför kanalen
record-phase-referred = Hänvisat vidare
record-phase-closed = Avslutat
record-phase-reopened = Öppnat igen

record-yes = Ja
record-no = Nej
record-unknown = Vet inte

## Planering

record-section-planning = Planering
record-assigned = Tilldelat
record-next-step = Nästa steg
record-next-by = Senast
record-priority = Prioritet
record-priority-low = Låg
record-priority-normal = Vanlig
record-priority-high = Hög
record-tags = Etiketter
record-tags-hint = Ett eller ett par ord var. Bara ni som kan öppna ärendet ser dem.
record-linked = Hör ihop med

## Bedömning

record-section-assessment = Bedömning
record-conflict-checked = Har prövat jäv, och är inte jäviga
record-conflict-checked-hint = Var och en som handlägger prövar sig själv. Den som är jävig avstår från ärendet i stället.
record-group-reporter = Om rapportören
record-anonymity = Hur rapportören rapporterar
record-anonymity-anonymous = Anonymt
record-anonymity-confidential = Känd bara för er
record-anonymity-named = Öppet, med namn
record-told-before = Berättat tidigare för
record-told-before-nobody = ingen
record-told-before-manager = en chef eller kollega
record-told-before-union = facket eller skyddsombudet
record-told-before-authority = en myndighet eller polisen
record-told-before-media = medier
record-told-before-other = någon annan
record-told-before-outcome = Vad det ledde till
record-group-belongs = Hör det hit?
record-group-came = Muntlig rapport, brev och möte
record-came-by = Hur den kom
record-came-by-telephone = På telefon
record-came-by-meeting = Vid ett möte
record-came-by-letter = I ett brev eller på annat papper
record-came-by-case = Berättat i ett annat ärende
record-came-by-staff = Genom en annan medarbetare
record-came-by-other = På annat sätt
record-documented = Dokumenterad genom
record-documented-minutes = Protokoll
record-documented-transcript = Utskrift av samtalet
record-documented-recording = Inspelning
record-documented-original = Handlingen själv
record-met = Senaste mötet eller samtalet med rapportören
record-met-hint = Från den dagen väntar ett protokoll, tills det har gått till rapportören. Lämna tomt om ni spelade in med samtycke.
record-recording-consent = Samtycke till inspelning
record-recording-consent-hint = Ett samtal får spelas in bara om rapportören samtycker. Utan samtycke: skriv protokoll.
record-scope = Varför det hör hit eller inte
record-scope-hint = Lagen gäller missförhållanden i arbetsrelaterade sammanhang som det finns ett allmänintresse av att de kommer fram, och överträdelser av EU-rätten.
record-scope-public-interest = Missförhållande av allmänintresse
record-scope-eu-law = Överträdelse av EU-rätten
record-scope-own-employment = Bara den egna anställningen
record-scope-out-of-scope = Hör inte hit
record-scope-reason = Skäl
record-person = Skyddar lagen rapportören?
record-person-hint = Den som arbetar eller har arbetat här, söker arbete, är praktikant, volontär, inhyrd eller uppdragstagare, sitter i styrelsen eller är aktieägare och verksam i bolaget.

record-group-matter = Vad det gäller
record-entity = Vilken juridisk person eller enhet
record-entity-hint = Den nämnd, det bolag eller den enhet där det ska ha hänt.
record-category = Kategori
record-category-2 = Andra kategori
record-category-3 = Tredje kategori
record-summary = Sammanfattning
record-summary-hint = Neutralt och kort, utan namn och utan det som kan visa vem rapportören är.
record-roles = Vilka det gäller, efter roll
record-roles-hint = Roller, inte namn: ”enhetschef”, ”leverantör”.
record-when = När
record-where = Var
record-ongoing = Pågår det?
record-amount-band = Hur mycket pengar
record-amount-band-none = Inga pengar
record-amount-band-to-50 = Högst 50 000 kronor
record-amount-band-to-500 = Högst 500 000 kronor
record-amount-band-to-5000 = Högst 5 miljoner kronor
record-amount-band-over-5000 = Mer än 5 miljoner kronor
record-amount-band-unknown = Går inte att säga
record-legal = Vilka regler
record-legal-hint = Kan det vara brott? I så fall vilket?

record-group-weight = Hur allvarligt och bråttom
record-severity = Allvar
record-severity-1 = 1, ringa
record-severity-2 = 2, måttligt
record-severity-3 = 3, allvarligt
record-severity-4 = 4, mycket allvarligt
record-credibility = Trovärdighet
record-credibility-1 = 1, låg
record-credibility-2 = 2, oklar
record-credibility-3 = 3, god
record-credibility-4 = 4, mycket god
record-completeness = Underlag
record-completeness-enough = Räcker för att gå vidare
record-completeness-more = Mer behövs
record-danger = Omedelbar fara?
record-danger-hint = För någons liv, hälsa eller säkerhet.
record-urgency = Brådskar för att
record-urgency-life = liv eller hälsa hotas
record-urgency-children = barn berörs
record-urgency-evidence = bevis kan försvinna

record-group-protection = Skydd
record-detriment = Risk för repressalier mot rapportören
record-detriment-1 = 1, liten
record-detriment-2 = 2, viss
record-detriment-3 = 3, stor
record-detriment-4 = 4, mycket stor
record-detriment-measures = Vad ni gör åt den risken
record-others-risk = Risk för andra
record-others-risk-hint = Den som pekas ut, vittnen, kollegor, brukare.

record-group-decision = Beslut
record-decision = Vad bedömningen leder till
record-decision-investigate = Utredning
record-decision-more = Mer underlag först
record-decision-out-of-scope = Hör inte hit
record-decision-refer = Hänvisas till ordinarie väg
record-decision-no-action = Ingen åtgärd
record-decision-reason = Skäl till beslutet

## Utredning

record-section-investigation = Utredning
record-group-inquiry = Arbetet
record-plan = Plan och frågor
record-plan-hint = Vad som ska utredas, hur, och vad som inte ingår.
record-investigators = Vilka som utreder
record-investigators-hint = Inom och utanför organisationen.
record-evidence = Bevis
record-evidence-hint = Vad det är, var det kommer ifrån, vem som förvarar det.
record-interviews = Samtal och intervjuer
record-interviews-hint = Med vilken roll, vilken dag, och var anteckningarna finns. Inte namn.
record-interim = Åtgärder under tiden
record-interim-hint = Till exempel att någon inte attesterar så länge.
record-group-told = Den som pekas ut, och andra som ska veta
record-subject-told = Underrättad den
record-subject-told-hint = Dagen då den som pekas ut fick veta att personuppgifter behandlas.
record-subject-delay = Varför det väntar
record-subject-delay-hint = Dataskyddsförordningen artikel 14.5 b: så länge det sannolikt skulle göra utredningen omöjlig eller avsevärt försvåra den.
record-subject-tell-by = Underrätta senast
record-subject-tell-by-hint = Dagen då den som pekas ut ska få veta, eller då ni prövar på nytt varför det väntar.
record-handover = Överlämnat
record-handover-hint = Till vilken myndighet eller enhet, när och med vilket stöd.
record-group-support = Skydd under utredningen
record-protection = Skyddsåtgärder
record-protection-hint = För rapportören och dem som hjälper till.
record-protection-check = Följ upp skyddet
record-protection-check-hint = Dagen står bland det som ska göras tills ni ändrar eller tömmer den, också i ett avslutat ärende.

## Avslut

record-section-conclusion = Avslut
record-group-result = Resultat
record-finding = Vad ni kom fram till
record-finding-substantiated = Styrkt
record-finding-partly = Delvis styrkt
record-finding-not-substantiated = Inte styrkt
record-finding-insufficient = Underlaget räcker inte
record-outcomes = Vad det ledde till
record-outcome-no-action = Ingen åtgärd
record-outcome-corrective = Rättat eller avhjälpt
record-outcome-process-change = Ändrad rutin eller kontroll
record-outcome-training = Utbildning
record-outcome-personnel = Arbetsrättslig åtgärd
record-outcome-contract = Åtgärd mot leverantör
record-outcome-recovery = Återkrav
record-outcome-police = Polisanmälan
record-outcome-authority = Överlämnat till tillsynsmyndighet
record-outcome-other-unit = Överlämnat till annan enhet
record-outcome-protection = Skyddsåtgärd för rapportören eller någon annan
record-outcome-retaliation-action = Åtgärd mot repressalier
record-outcome-out-of-scope = Avvisat: utanför lagen
record-outcome-referred = Hänvisat till ordinarie väg
record-outcome-merged = Sammanfört med annat ärende
record-outcome-withdrawn = Återkallat av rapportören
record-outcome-no-reply = Rapportören svarade inte, underlag saknas
record-closing-reason = Varför ärendet avslutas
record-closing-followed-up = Uppföljningen är klar
record-closing-no-grounds = Det finns inte grund för att gå vidare
record-closing-out-of-scope = Hör inte hit
record-closing-handed-over = Andra har tagit över
record-closing-merged = Det går vidare i ett annat ärende
record-closing-withdrawn = Rapportören har återkallat, och inget mer behövs
record-closing-no-reply = Rapportören svarar inte, och underlaget räcker inte
record-damage = Uppskattad skada, kronor
record-damage-hint = Hela kronor. Lämna tomt om det inte går att säga.
record-recovered = Återfått, kronor
record-group-learning = Lärdomar
record-lessons = Lärdomar
record-recommendations = Rekommendationer
record-recommendations-owner = Ansvarig för rekommendationerna
record-recommendations-by = Klart senast
record-recommendations-by-hint = Dagen står bland det som ska göras. Töm fältet när åtgärderna är klara.

## Undantag från lagens frister

record-group-afterwards = Efteråt
record-satisfaction = Vad rapportören säger om bemötandet
record-satisfaction-hint = Om ni har frågat, och rapportören har velat svara. Inget som visar vem det är.
record-satisfaction-satisfied = Nöjd
record-satisfaction-partly = Delvis nöjd
record-satisfaction-dissatisfied = Missnöjd
record-waiver-acknowledgement = Undantag från bekräftelse
record-waiver-acknowledgement-reason = Skäl till undantaget från bekräftelse
record-waiver-feedback = Undantag från återkoppling
record-waiver-feedback-reason = Skäl till undantaget från återkoppling
record-waiver-declined = Rapportören vill inte ha någon
record-waiver-would-reveal = Den kan röja vem rapportören är
record-waiver-not-possible = Går inte att lämna

## Vad som ändrades

record-kronor = { $amount } kronor
record-change-gone = { $name }: borttaget
record-change-prose = { $name }: omskrivet
record-change-prose-new = { $name }: skrivet
record-changes-more =
    { $count ->
        [one] och en ändring till
       *[other] och { $count } ändringar till
    }

## Fylla i

record-title = Handläggning
record-show = Visa av ärendet
record-empty = Inget är ifyllt än.
record-fill-in = Fyll i
record-edit = Ändra
record-none = Inte angivet
record-not-assessed = Inte bedömt
record-next-by-day = senast { $day }
record-as-reported = Som i rapporten: { $category }
record-tags-known = Etiketter i andra ärenden
record-tag-remove = Ta bort etiketten { $tag }
record-other = Andra uppgifter
record-other-hint = Den här versionen av skrivbordet känner inte till dem. De står kvar när du sparar, om du inte tar bort dem.
record-other-remove = Ta bort
record-other-remove-of = Ta bort: { $name }
record-filled-none = inget ifyllt
record-filled =
    { $count ->
        [one] 1 uppgift
       *[other] { $count } uppgifter
    }
record-changes =
    { $count ->
        [one] 1 ändring är inte sparad
       *[other] { $count } ändringar är inte sparade
    }
record-save = Försegla och spara
record-saving = Förseglar och sparar …
record-leave = Till samtalet
record-go-on = Fortsätt fylla i
record-keep-draft = Behåll som utkast
record-discard = Släng ändringarna
record-discarded = Ändringarna är borta.
record-saved = Sparat. Bara ni som kan öppna ärendet ser det.
record-saved-earlier = Det du sparade först hade kommit fram. Det du ändrade sedan är inte sparat än. Spara igen.
record-unchanged = Inget är ändrat.
record-wrong = Inte sparat. Rätta det här först:
record-overtaken = Inte sparat. Någon annan hann före. Läs högst upp vad som ändrades, och spara sedan igen.
record-not-saved = Inte sparat.
record-too-much = Inte sparat. Uppgifterna är tillsammans för många eller för långa. Korta eller ta bort några.
record-perhaps-saved = Oklart om det sparades.
record-unsaved-title = Ändringar är inte sparade
record-unsaved = Det du har fyllt i står kvar som ett utkast, som bara du ser. Vill du spara det?

## Det som inte går

record-wrong-too-long = Det är för långt. Korta det.
record-wrong-too-many = Det är för många. Ha högst { $most }.
record-wrong-amount = Skriv hela kronor med siffror, till exempel 12 000.
record-wrong-day = Skriv en hel dag: år, månad och dag.
record-wrong-reason = Skriv varför.
record-wrong-step = Skriv vad som ska göras, eller ta bort dagen.
record-wrong-consent = En inspelning kräver att rapportören har samtyckt. Ange Ja, eller ta bort inspelningen, skriv protokoll och välj det ovan.
record-wrong-twice = Samma kategori står redan ovanför. Välj en annan eller ingen.
record-wrong-unsettled = Någon annan har ändrat samma uppgift. Välj vilken version som ska gälla.

## När två ändrar samtidigt

record-news = { $who } ändrade samtidigt
record-news-kept = Dina ändringar står kvar. Läs och spara igen.
record-news-conflicts = Dina ändringar står kvar. Det här har ni båda ändrat. Välj vad som ska gälla:
record-somebody = Någon annan
record-conflict = { $who } har skrivit:
record-conflict-gone = { $who } har tagit bort uppgiften.
record-keep-mine = Behåll mitt
record-take-theirs = Ta den andras
record-keep-mine-of = Behåll mitt: { $name }
record-take-theirs-of = Ta den andras: { $name }
cases-contradicted-recorded = Någon annan har just ändrat uppgifterna om ärendet. Läs vad som ändrades och försök igen.

## Historik

record-history = Tidigare versioner
record-history-count =
    { $count ->
        [one] 1 version
       *[other] { $count } versioner
    }
record-history-none = Inget ändrades.
record-history-before = Före
record-history-after = Efter
record-event = { $who } ändrade uppgifterna. { $changes }.
record-event-none = { $who } sparade uppgifterna utan att ändra något.

## Läget

record-move = Ändra läge …
record-move-title = Ändra läge
record-move-now = Ärendets läge nu: { $phase }.
record-move-told = Rapportören har fått veta: { $phase }.
record-move-to = Nytt läge
record-move-choose = Välj det nya läget.
record-move-tell = Ska rapportören få veta det?
record-move-tell-yes = Ja, med ett meddelande
record-move-tell-yes-hint = Du skriver det i nästa steg. Läget ändras när det är skickat.
record-move-tell-no = Nej, bara vi som handlägger
record-move-tell-no-hint = Rapportören ser samma läge som förut.
record-move-reason-hint = En mening räcker. Det går att lämna tomt.
record-move-reason-needed = En mening räcker. Den som läser ärendet senare måste kunna förstå varför.
record-move-write = Skriv meddelandet
record-move-save = Försegla och ändra
record-moved = Läget är ändrat: { $phase }.
record-tell-phase = Läge för rapportören
record-tell-nothing = Ändras inte ({ $phase })
record-lead-assess = Rapportören får veta att ni bedömer rapporten. Berätta gärna vad det innebär.
record-lead-investigate = Rapportören får veta att ni utreder. Berätta gärna vad som händer nu.
record-lead-conclude = Rapportören får veta att ni sammanställer det ni har kommit fram till.
record-lead-out-of-scope = Skriv varför det inte hör hit, och vart rapportören kan vända sig: chef, personalavdelning, fack, skyddsombud eller polis.
record-lead-refer = Skriv varför, och till vem eller vart rapportören hänvisas.
record-close-missing = Fyll i vad ni kom fram till och vad det ledde till innan du avslutar.
record-close-asked = Det här är inte ifyllt. Fyll i det som går att säga, eller avsluta utan det.
record-close-fill-in = Fyll i resultatet

## Tangenter

record-key-edit = Fyll i handläggningen
record-key-move = Ändra läge
record-key-save = Försegla och spara
record-key-leave = Tillbaka till samtalet
