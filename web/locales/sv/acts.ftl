### Vad rapportören kan säga i sitt ärende utöver meddelanden, på båda vägarna.

acts-title = Mer du kan göra
acts-minutes-of-title = Protokoll att kontrollera
acts-read = Läst av en handläggare { $day }

## Möte eller samtal

acts-meeting-title = Be om ett möte eller ett samtal
acts-meeting-right = Du har rätt att få träffa handläggarna inom skälig tid. Ni kommer överens om tiden här i samtalet.
acts-meeting-anonymous = Inget som visar vem du är behövs. Tänk på att en röst, ett telefonnummer eller en plats kan göra det.
acts-meeting-label = När och hur passar det dig?
acts-meeting-hint = Till exempel några tider, och om du hellre talas vid än träffas. Du får lämna rutan tom.
acts-meeting-send = Be om ett möte eller samtal
acts-meeting-sent = Handläggarna ser att du vill ha ett möte eller samtal. De svarar här.

## Repressalier

acts-retaliation-title = Berätta om repressalier
acts-retaliation-protects = Lagen förbjuder arbetsgivaren att hindra dig från att rapportera, och att straffa dig för att du har gjort det. Det kan vara en uppsägning, sämre uppgifter, hot eller trakasserier. Förbudet skyddar också den som hjälper dig, till exempel en kollega eller facket.
acts-retaliation-outside = Facket kan hjälpa dig. En arbetsgivare som bryter mot förbudet kan få betala skadestånd. Du får alltid vända dig till en myndighet:
acts-retaliation-closed = Du kan berätta också när ärendet är avslutat.
acts-retaliation-label = Vad har hänt?
acts-retaliation-hint = Till exempel vad som har hänt, när, och vem som gjorde det.
acts-retaliation-send = Skicka till handläggarna
acts-retaliation-sent = Handläggarna ser att du berättar om repressalier. De svarar här.

## Återkallelse

acts-withdraw-title = Ta tillbaka rapporten
acts-withdraw-seen = Handläggarna ser att du har tagit tillbaka rapporten.
acts-withdraw-goes-on = De får ändå arbeta vidare, om det du har berättat behöver utredas. Rapporten och samtalet finns kvar.
acts-withdraw-protected = Lagens skydd gäller dig även sedan du har tagit tillbaka rapporten. Du kan fortsätta att läsa och skriva här.
acts-withdraw-label = Varför?
acts-withdraw-hint = Du behöver inte säga varför. Du får lämna rutan tom.
acts-withdraw-sure = Ja, jag vill ta tillbaka rapporten
acts-withdraw-unconfirmed = Kryssa i rutan om du vill ta tillbaka rapporten.
acts-withdraw-send = Ta tillbaka rapporten
acts-withdraw-sent = Handläggarna ser att du har tagit tillbaka rapporten.
acts-withdrawn = Du tog tillbaka rapporten { $day }. Handläggarna får ändå arbeta vidare, och lagens skydd gäller dig fortfarande. Ångrar du dig, skriv det till dem.

## Protokoll

acts-minutes-day = Protokoll från { $day }
acts-minutes-lead = Läs igenom det. Du har rätt att kontrollera det, rätta det och godkänna det.
acts-minutes-files = Protokollet har filer. De finns vid samma meddelande i samtalet.
acts-minutes-signature = När du godkänner skrivs protokollet under med ditt ärendes nyckel. Det visar att det var du som rapporterade, men inte vem du är.
acts-minutes-approve = Godkänn protokollet
acts-minutes-correct-title = Något stämmer inte
acts-minutes-correct-label = Vad ska ändras eller läggas till?
acts-minutes-correct = Skicka rättelsen
acts-minutes-approved = Du har godkänt protokollet.
acts-minutes-corrected = Rättelsen är framme. Handläggarna läser den och svarar här.
acts-minutes-state-sent = Väntar på ditt svar
acts-minutes-state-approved = Du godkände det { $day }
acts-minutes-state-corrected = Du rättade det { $day }
acts-minutes-state-unanswered = Du svarade inte på det

## När lagens dagar har gått

acts-late-title = Handläggarna har inte svarat i tid
acts-late-acknowledgement = Du skulle ha fått en bekräftelse senast { $day }.
acts-late-feedback = Du skulle ha fått veta vilka åtgärder som har vidtagits senast { $day }. När det inte sker kan lagen skydda dig också om du vänder dig till en myndighet på något annat sätt än genom dess rapporteringskanal (lagen 2021:890, 4 kap. 7 §).
acts-late-outside = Du får alltid rapportera till en myndighet, också när du har rapporterat här:
