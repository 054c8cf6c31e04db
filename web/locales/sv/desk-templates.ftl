### Mallar för brev till rapportörer. Det som står inom klammer fylls i av skrivbordet eller av den som skriver; inget sådant kan skickas.

templates = Mall
templates-title = Infoga en mall
templates-key = Infoga en mall
templates-which = Vilken mall?
templates-for = passar här
templates-language = På vilket språk?
templates-language-sv = Svenska
templates-language-en = Engelska
templates-preview = Så här blir texten
templates-insert = Infoga
templates-after = Det som redan står i rutan är kvar; mallen kommer efter det.
templates-blanks = Det som står inom klammer fyller du i själv. Innan dess går brevet inte att skicka.
templates-unfilled = Fyll i, eller ta bort, det som står inom klammer: { $names }

## Egna mallar

templates-own = din egen
templates-new = Ny mall
templates-edit = Ändra mallen
templates-key-writing = Infoga en mall medan du skriver
templates-new-title = Ny mall
templates-edit-title = Ändra mallen
templates-own-hint = Bara du ser dina mallar. Det som står inom klammer, till exempel { $example }, fylls i varje gång. Skriv inget om ett ärende: mallarna är kvar när ett ärende raderas.
templates-own-example = skäl
templates-name = Vad mallen heter
templates-text-sv = Text på svenska
templates-text-en = Text på engelska
templates-fields = Sätt in det som skrivbordet fyller i av sig självt
templates-save = Spara mallen
templates-saved = Mallen { $name } är sparad.
templates-delete = Ta bort mallen
templates-deleted = Mallen { $name } är borttagen.
templates-missing-name = Skriv vad mallen ska heta.
templates-missing-text = Skriv texten, på ett av språken eller på båda.
templates-too-long = Texten är för lång. { $most } tecken får plats.
templates-taken = Du har redan en mall som heter så.
templates-changed = Mallen har ändrats i ett annat fönster eller på en annan dator, och det du gjorde här är inte sparat. Sparar eller tar du bort den igen skriver du över det som ändrats där.
templates-full = Fler mallar får inte plats. Ta bort en först.
templates-not-saved = Mallen är inte sparad.
templates-unsaved = Det du har skrivit är inte sparat. Spara mallen, eller tryck på Avbryt.
own-no-room = Mallar och vyer får tillsammans inte plats. Korta eller ta bort en mall först. Det du har skrivit här står kvar.
own-newer = En annan version av sidan har sparat något som den här inte förstår. Ladda om sidan. Till dess sparas inget.

## Det som fylls i av sig självt

template-field-reference = beteckning
template-field-organisation = organisationen
template-field-title = din titel
template-field-received = dagen rapporten kom
template-field-feedback-by = återkoppling senast

## Mallarna

template-acknowledgement = Bekräftelse
template-acknowledgement-text =
    Hej!

    Tack för att du berättar. { $organisation } har tagit emot din rapport. Den har beteckningen { $reference }.

    Vi börjar med att bedöma rapporten. Senast { $day } ska du i skälig utsträckning få återkoppling här: vilka åtgärder vi har vidtagit eller tänker vidta, och skälen för dem.

    Vi kan behöva fråga dig om mer. Titta därför gärna in här då och då. Du kan själv skriva här när du vill.

    { $title }
template-feedback = Återkoppling
template-feedback-text =
    Hej!

    Det här är återkoppling på den rapport som du lämnade den { $received }, { $reference }.

    Det här har vi gjort eller tänker göra: {"{"}åtgärder{"}"}

    Skälen är dessa: {"{"}skäl{"}"}

    Så här går ärendet vidare: {"{"}nästa steg, eller att ärendet avslutas{"}"}

    Har du frågor, eller har vi missförstått något, skriv här. Du får alltid också vända dig till en myndighet som tar emot rapporter på området.

    { $title }
template-more = Fråga om mer
template-more-text =
    Hej!

    Tack för din rapport, { $reference }. För att komma vidare behöver vi veta mer:

    {"{"}frågorna, en på varje rad{"}"}

    Svara på det du kan. Har du handlingar eller bilder som visar vad som har hänt kan du bifoga dem.

    Skriv inget som kan visa vem du är om du inte vill att vi ska veta det. Lämna också ut personuppgifter som saknar betydelse för saken.

    { $title }
template-closing = Avslut
template-closing-text =
    Hej!

    Vi har följt upp din rapport, { $reference }, och avslutar ärendet.

    Vi har kommit fram till följande: {"{"}slutsats och skäl{"}"}

    Det har lett till: {"{"}åtgärder, eller varför inga vidtas{"}"}

    Du kan läsa och skriva här så länge ärendet finns kvar. Blir du utsatt för repressalier, eller försöker någon hindra dig från att rapportera, berätta det genast.

    { $title }
template-out-of-scope = Utanför lagen: vart du kan vända dig
template-out-of-scope-text =
    Hej!

    Vi har bedömt din rapport, { $reference }, och kommit fram till att den inte kan följas upp i den här kanalen. Skälet är: {"{"}skäl{"}"}

    Visselblåsarlagen gäller missförhållanden i arbetslivet som det finns ett allmänintresse av att få fram, och överträdelser av viss EU-rätt. Det som bara rör den egna anställningen hör i regel inte dit. Lagens skydd gäller inte säkert för en rapport som faller utanför lagen.

    Det betyder inte att det du berättar är oviktigt. Du kan vända dig till
    – din chef, eller chefens chef
    – personalavdelningen
    – facket eller skyddsombudet
    – polisen, om det kan vara ett brott.

    Anser du att vi har bedömt fel, skriv här och berätta varför.

    { $title }
template-referral = Hänvisning
template-referral-text =
    Hej!

    Vi har bedömt din rapport, { $reference }. Frågan ska prövas av {"{"}vem eller vilken myndighet{"}"}. Dit vänder du dig så här: {"{"}kontaktväg{"}"}

    Skälet är: {"{"}skäl{"}"}

    Det här lämnar vi själva över: {"{"}vilka uppgifter, till vem och med vilket stöd, eller inget{"}"}

    Har du frågor kan du skriva här.

    { $title }
template-minutes = Protokoll att granska
template-minutes-text =
    Hej!

    Här är protokollet från {"{"}samtalet eller mötet, och vilken dag{"}"}, { $reference }. Läs det, och rätta det som är fel. Är det riktigt kan du godkänna det; godkännandet undertecknas med din ärendekod. Du bestämmer själv om du vill godkänna det.

    Protokoll

    Deltog för { $organisation }: {"{"}titlar{"}"}

    Det här sades: {"{"}vad som sades{"}"}

    { $title }
