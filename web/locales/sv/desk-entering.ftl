### Skrivbordet: en rapport som kom muntligt eller på papper förs in av en handläggare.

entering-link = För in en rapport
entering-title = För in en rapport
entering-lead = För den som har rapporterat på telefon, vid ett möte eller i ett brev. Skriv det som rapportören har sagt eller skrivit. Den som rapporterade får en ärendekod av dig, och kan följa ärendet med den som alla andra.
entering-code-seen = Koden görs här och visas för dig en gång. Den som rapporterade får veta att en handläggare har sett den.
entering-restored = Det du hade skrivit finns kvar. Det är förseglat i den här fliken och försvinner med den.
entering-restored-unsure = Det du hade skrivit finns kvar. Du hade försökt föra in det, och det är oklart om det kom fram: se först i inkorgen om rapporten redan finns där. Finns rapporten redan där har dess ärendekod aldrig visats för någon, och rapportören kan inte få den.
entering-restart = Börja om

entering-how = Så kom rapporten
entering-came-by = Hur kom den?
entering-received = Vilken dag kom den?
entering-received-hint = Dagen då rapporten nådde er. Från den räknas de sju dagarna för bekräftelse, även om du för in den senare.
entering-documented = Hur är den dokumenterad?
entering-documented-hint = En muntlig rapport ska dokumenteras. Protokoll och utskrifter ska rapportören få kontrollera, rätta och godkänna: skicka dem i ärendet.
entering-consent = Rapportören har samtyckt till att samtalet spelades in

entering-what = Vad som har berättats
entering-what-hint = Samma frågor som i kanalens formulär. Lämna tomt det som inte har sagts. Skriv inte vem rapportören är; det hör hemma längre ner.
entering-language = Rapportörens språk
entering-not-said = Inte sagt

entering-concerns = Handlar det om någon av er?
entering-concerns-hint = Fråga rapportören. Den som du markerar stängs ute: hen kan inte öppna rapporten och får inte veta att den finns.
entering-concerns-you = Gäller rapporten dig själv? För då inte in den. Be rapportören att vända sig till någon annan av er, eller att rapportera i formuläret, där du kan stängas ute.
entering-role-handler = tar emot rapporter
entering-role-deputy = ersättare, läser bara om alla andra är utestängda
entering-role-custodian = hjälper till att öppna kontaktuppgifter
entering-role-recovery = förvarar reservnyckeln
entering-readers = De här kan öppna rapporten:
entering-nobody = Ingen är kvar som kan öppna rapporten. Hänvisa rapportören till en myndighet i stället.

entering-contact = Kontaktuppgifter
entering-contact-label = Vem rapportören är, om hen vill säga det
entering-contact-hint = Förseglas för sig. Den som öppnar uppgifterna måste ange varför, och rapportören ser det. Lämna tomt om rapportören vill vara anonym.

entering-send = Försegla och för in
entering-sending = Rapporten förseglas
entering-again = Försök igen
entering-again-why = Rapporten kan ha kommit fram. Därför går den inte att ändra nu; nästa försök skickar samma rapport, och den förs in en enda gång.

entering-mistake-came-by = Välj hur rapporten kom.
entering-mistake-received = Ange en dag, idag eller tidigare, högst ett år tillbaka.
entering-mistake-documented = Välj hur rapporten är dokumenterad.
entering-mistake-consent = Utan samtycke får samtalet inte spelas in. Kryssa i att rapportören har samtyckt, eller välj protokoll.
entering-mistake-answers = Skriv det som har berättats i minst ett av fälten.
entering-contact-nobody = Kontaktuppgifterna skulle inte kunna öppnas av någon. Ta bort dem, eller stäng ute färre.
entering-too-long = Det är för långt. Korta texten, och skicka resten som ett meddelande eller en fil i ärendet.
entering-keyring-old = Kanalens nyckellista har gått ut, eller så går datorns klocka fel. Kontrollera klockan. Stämmer den behöver kanalens ägare logga in.
entering-damaged = Servern lämnade tillbaka något annat än det som förseglades. Lämna inte ut någon kod. Försök igen, och säg till den som driver servern.
entering-unsure = Det är oklart om rapporten kom fram. { $why }

entering-done = Rapporten är införd som { $reference }
entering-done-why = Lämna koden till den som rapporterade. Den visas bara nu, och ingen kan ta fram den igen.
entering-not-yours = Du kan inte öppna den här rapporten, för du är utestängd från den. Lämna koden till den som rapporterade och behåll ingen kopia.
entering-code = Ärendekod
entering-hand-over = Skriv ut lappen, eller läs upp koden och låt rapportören läsa tillbaka den. Lägg den inte i ett mejl.
entering-no-way-back = Finns det inget sätt att nå rapportören, som efter ett brev utan avsändare: förstör lappen. Ärendet går att utreda ändå.
entering-print = Skriv ut lappen
entering-last-group-hint = Läs dem från lappen, så vet du att utskriften är läslig.
entering-to-case = Gå till ärendet
entering-to-inbox = Gå till inkorgen

entering-linked-title = Öppna ett ärende om repressalier
entering-linked-looking = Läser det som har berättats om repressalier
entering-linked-none = Det som har berättats om repressalier går inte att läsa nu. Gå tillbaka till ärendet och öppna det därifrån.
entering-linked-changed = Medan du skrev ändrades vilka som kan öppna det första ärendet. Se efter vilka som ska kunna öppna det här och skicka sedan igen.
entering-linked-lead = Repressalier får ett eget ärende, med egna tidsfrister, kopplat till { $reference }. Det som rapportören har berättat är ifyllt. Bara de som kan öppna { $reference } kan öppna det nya ärendet.
entering-linked-when = När det berättades
entering-linked-received-hint = Dagen då rapportören berättade. Från den räknas de sju dagarna för bekräftelse.
entering-linked-concerns-hint = Den som du markerar stängs ute: hen kan inte öppna det nya ärendet och får inte veta att det finns. I det första ärendet läser hen vidare; ska hen inte det, stäng ute hen där också.
entering-linked-done = Ärendet är kopplat till det första. Koden visas bara nu, och ingen kan ta fram den igen.
entering-linked-together = Alla som kan öppna { $reference } kan öppna det här ärendet också. Svara rapportören i { $reference }; samtalet går vidare där.
entering-linked-apart = Någon som kan öppna { $reference } kan inte öppna det här ärendet, och ska inte få veta att det finns. Skriv inget i { $reference } som visar det, allra minst koden.
entering-linked-hand-over = Lämna koden till rapportören vid ett möte eller ett samtal, och ingen annanstans. Skriv den aldrig i { $reference }: alla som kan öppna det ärendet skulle läsa den, och kunna skriva i rapportörens namn.
entering-linked-no-code = Kan du inte träffa eller ringa rapportören, lämna inte ut någon kod. Ärendet går att utreda ändå. Bekräfta och återkoppla i { $reference }. Registrera samma steg här, så att tidsfristerna visas som uppfyllda.
entering-linked-without = Gå vidare utan att lämna ut koden

entering-slip-language = Lappens språk
entering-slip-language-hint = Det som rapportören läser. Lappen skrivs ut på det språket, vilket språk du än använder.
entering-slip-title = Din rapport till { $name }
entering-slip-reference = Ärendet kallas { $reference }.
entering-slip-how = Med ärendekoden kan du läsa svar, skriva mer och lämna filer, utan att säga vem du är. Öppna sidan och skriv koden:
entering-slip-private = Använd helst en egen dator eller telefon, inte arbetsgivarens. Förvara koden så att ingen annan ser den. Ingen kan ta fram den åt dig igen.
entering-slip-seen = En handläggare tog emot rapporten och såg koden när den gjordes.
