### Det en kanal säger från början. Ägaren ändrar det som behövs innan kanalen publiceras.
### Tom rad: nytt stycke. Streck först på raden: punkt i en lista.

default-welcome = Här kan du berätta om missförhållanden som du har sett hos { $organisation }. Du behöver inte säga vem du är. Vi kan inte se det om du inte berättar det.
default-scope-municipality =
    Kanalen är till för dig som genom ditt arbete har fått veta något om missförhållanden hos { $organisation }. Det gäller dig som är eller har varit

    - anställd, inhyrd eller uppdragstagare
    - arbetssökande, praktikant eller volontär
    - egenföretagare med uppdrag här
    - med i en styrelse eller ledning

    Andra får också skriva hit, till exempel invånare, patienter, anhöriga och förtroendevalda. Då gäller normalt inte skyddet i visselblåsarlagen, och vi kan behöva hänvisa dig vidare.

    Ett missförhållande är något som allmänheten har intresse av att det kommer fram, eller som bryter mot vissa EU-regler. Det kan vara jäv, mutor, fusk med pengar, fara för liv eller miljö, eller allvarliga brister i vård och skola.

    Din egen lön eller en konflikt med en kollega räknas normalt inte. Prata då med din chef, HR, facket eller skyddsombudet. Gäller det ett brott kan du anmäla det till polisen. Vid fara för liv: ring 112.
default-scope-company =
    Kanalen är till för dig som genom ditt arbete har fått veta något om missförhållanden hos { $organisation }. Det gäller dig som är eller har varit

    - anställd, inhyrd eller uppdragstagare
    - arbetssökande, praktikant eller volontär
    - egenföretagare med uppdrag här
    - med i styrelse eller ledning, eller aktieägare som arbetar i bolaget

    Andra får också skriva hit, till exempel kunder och grannar. Då gäller normalt inte skyddet i visselblåsarlagen, och vi kan behöva hänvisa dig vidare.

    Ett missförhållande är något som allmänheten har intresse av att det kommer fram, eller som bryter mot vissa EU-regler. Det kan vara mutor, bokföringsfusk, fara för liv eller miljö, eller allvarliga brott mot lagen.

    Din egen lön eller en konflikt med en kollega räknas normalt inte. Prata då med din chef, HR, facket eller skyddsombudet. Gäller det ett brott kan du anmäla det till polisen. Vid fara för liv: ring 112.
default-protection =
    Du får inte straffas för att du rapporterar. Din arbetsgivare får inte hindra dig och inte hämnas, till exempel genom att säga upp, flytta eller trakassera dig. Samma skydd har den som hjälper dig, som en kollega, facket eller ett skyddsombud.

    Skyddet gäller om du hade skäl att tro att det du berättade var sant. Lagen ger inte rätt att lämna ut hemliga handlingar eller att begå brott för att få fram uppgifter.

    Du kan vara anonym. Vill du senare få hjälp av lagens skydd behöver du kunna visa att det var du som rapporterade. Spara därför din ärendekod. Blir du utsatt för något efteråt kan du berätta det här, också när ärendet är avslutat.
default-confidentiality-municipality =
    Uppgifter som kan avslöja vem du är omfattas av sekretess om lagen om skydd för visselblåsare skyddar dig (32 kap. 3 b § offentlighets- och sekretesslagen). Den som inte omfattas av lagen har inte samma sekretess.

    En rapport är normalt en allmän handling. Någon kan begära att få läsa den. Då prövar { $organisation } vad som är hemligt innan något lämnas ut. Vill du vara anonym: skriv inget som visar vem du är.

    Om uppgifter som kan visa vem du är måste lämnas ut får du veta det, om det inte hindrar utredningen.
default-confidentiality-municipality-voluntary =
    Kanalen är frivillig. Den särskilda sekretessen för visselblåsare gäller därför inte här.

    En rapport är normalt en allmän handling. Någon kan begära att få läsa den. Då prövar { $organisation } vad som är hemligt innan något lämnas ut. Vill du vara anonym: skriv inget som visar vem du är.
default-confidentiality-company =
    De som handlägger ärendet har tystnadsplikt. De får inte berätta vem du är, och inte heller vilka andra som nämns, för någon som inte behöver det för utredningen.

    Om uppgifter som kan visa vem du är måste lämnas ut får du veta det, om det inte hindrar utredningen.
default-confidentiality-company-voluntary =
    Kanalen är frivillig. De som handlägger ärendet har lovat { $organisation } att inte berätta vem du är, eller vilka andra som nämns, för någon som inte behöver det för utredningen.
default-authorities = Du får också rapportera direkt till en myndighet, före, efter eller i stället för att skriva hit. Varje myndighet svarar för sitt område och har en egen kanal för visselblåsare.
default-press-municipality =
    Alla får lämna uppgifter till en tidning eller till radio och tv för att de ska publiceras. Det kallas meddelarfrihet. Du får också skaffa fram uppgifter för det. Det kallas anskaffarfrihet.

    En myndighet får inte ta reda på vem som har lämnat uppgifter till medier och inte straffa den som har gjort det. Det finns undantag, till exempel för vissa hemliga uppgifter och hemliga handlingar.
default-press-company =
    Alla får lämna uppgifter till en tidning eller till radio och tv för att de ska publiceras. Det kallas meddelarfrihet. Du får också skaffa fram uppgifter för det. Det kallas anskaffarfrihet.

    I ett privat företag kan avtal och tystnadsplikt begränsa rätten. Förbudet att ta reda på vem som har talat med medier, och att straffa den personen, gäller myndigheter. Det gäller också bolag som en kommun eller region bestämmer över, och delar av den skola, vård och omsorg som det offentliga betalar för.
default-oral =
    Vill du hellre berätta muntligt? Be om ett samtal eller ett möte i formuläret, eller senare med din ärendekod. Mötet blir av inom rimlig tid.

    Vi spelar bara in om du säger ja. Det vi skriver ner får du läsa, rätta och godkänna.
default-privacy-municipality =
    { $organisation } är personuppgiftsansvarig. Vi använder personuppgifter bara för att ta emot och följa upp rapporter, och för det som lagen kräver (7 kap. visselblåsarlagen). Bara de som är utsedda får läsa dem.

    Personuppgifter som uppenbart inte behövs raderar vi. Uppgifter i ett ärende får användas i högst två år efter att det har avslutats. Allmänna handlingar bevaras därefter i arkiv, om det inte finns ett beslut om att de får förstöras.

    Du kan be att få veta vilka uppgifter som finns om dig och att få fel rättade. Sekretess och utredningen kan begränsa det. Vänd dig till dataskyddsombudet hos { $organisation }. Du kan klaga hos Integritetsskyddsmyndigheten (IMY).
default-privacy-company =
    { $organisation } är personuppgiftsansvarig. Vi använder personuppgifter bara för att ta emot och följa upp rapporter, och för det som lagen kräver (7 kap. visselblåsarlagen). Bara de som är utsedda får läsa dem.

    Personuppgifter som uppenbart inte behövs raderar vi. Ärendet raderas senast två år efter att det har avslutats.

    Du kan be att få veta vilka uppgifter som finns om dig och att få fel rättade. Tystnadsplikten och utredningen kan begränsa det. Vänd dig till { $organisation }. Du kan klaga hos Integritetsskyddsmyndigheten (IMY).
default-accessibility-municipality =
    Sidorna är byggda för att alla ska kunna använda dem, efter WCAG 2.2 på nivå AA. De fungerar med tangentbord, skärmläsare, stor text och hög kontrast.

    Fungerar något inte för dig? Kontakta { $organisation } på något annat sätt än genom en rapport, så svarar vi så snart vi kan. Är du inte nöjd kan du anmäla det till myndigheten som har tillsyn över lagen om tillgänglighet till digital offentlig service.
default-accessibility-company =
    Sidorna är byggda för att alla ska kunna använda dem, efter WCAG 2.2 på nivå AA. De fungerar med tangentbord, skärmläsare, stor text och hög kontrast.

    Fungerar något inte för dig? Kontakta { $organisation } på något annat sätt än genom en rapport, så svarar vi så snart vi kan.

## Frågorna

step-category = Vad gäller det?
question-category = Välj ett område
question-category-hint = Välj det som ligger närmast. Det gör inget om det blir fel.

step-what = Vad har hänt?
question-what = Berätta med egna ord
question-what-hint = Skriv vad du har sett, hört eller läst. Skilj gärna på det du vet och det du tror.

step-when = När och var?
question-when = När hände det?
question-when-hint = Ungefär räcker, till exempel ”i våras” eller ”varje månad sedan 2024”.
question-where = Var hände det?
question-where-hint = Till exempel en förvaltning, en avdelning eller en adress.
question-ongoing = Pågår det fortfarande?

step-who = Vilka var med?
question-who = Vem eller vilka handlar det om?
question-who-hint = Namn, titel eller roll. Skriv inte personnummer.
question-how = Hur vet du det?
question-how-hint = Var du där själv? Har du hört det av någon, eller läst det? Finns det papper, mejl eller andra som vet?

step-you = Om dig, om du vill
question-you-hint = Tänk på att ett svar kan göra det lättare att gissa vem du är.
question-relation = Hur är du knuten till organisationen?
relation-employee = Jag är anställd
relation-former = Jag har varit anställd
relation-contractor = Jag är konsult, inhyrd eller leverantör
relation-trainee = Jag är praktikant, volontär eller söker arbete
relation-board = Jag sitter i styrelse eller ledning
relation-other = Något annat
question-told = Har du berättat för någon annan?
question-told-hint = Till exempel en chef, facket, en myndighet eller en tidning. Vad hände då?
question-meeting = Vill du också berätta muntligt?
meeting-none = Nej, det räcker med att skriva
meeting-call = Ja, i ett samtal
meeting-visit = Ja, på ett möte

answer-yes = Ja
answer-no = Nej
answer-unsure = Vet inte
