### Vad rapportören säger utöver sina meddelanden: möten, repressalier, återkallelse, protokoll.

## I samtalet

desk-acts-withdraw = tar tillbaka rapporten
desk-acts-meeting = ber om ett möte eller ett samtal
desk-acts-retaliation = berättar om repressalier
desk-acts-approve = godkänner protokollet från { $day }
desk-acts-correct = rättar protokollet från { $day }
desk-acts-no-minutes = svarar på ett protokoll som inte finns här
desk-acts-no-words = Rapportören skrev inget mer.
desk-acts-signed = Underskrivet med ärendets nyckel. Den visar att det är rapportören, men inte vem det är.
desk-acts-read = Läst av rapportören { $day }
desk-minutes-sent = Väntar på att rapportören kontrollerar protokollet.
desk-minutes-corrected = Rättat av rapportören { $day }.
desk-minutes-approved = Godkänt av rapportören { $day }.
desk-minutes-unanswered = Rapportören har inte svarat på protokollet.

## Att göra

desk-request-retaliation = Rapportören berättar om repressalier
desk-request-retaliation-law = Lagen förbjuder repressalier mot den som rapporterar. Svara, och bestäm vad ni gör.
desk-request-withdraw = Rapporten är återkallad
desk-request-withdraw-law = Ni får arbeta vidare om det behövs, och rapportören är fortfarande skyddad. Berätta vad ni gör.
desk-request-meeting = Svara på önskan om möte
desk-request-meeting-law = Lagen: ett möte inom skälig tid. Kom överens om tiden här i samtalet.
desk-request-correct = Protokollet är rättat
desk-request-correct-law = Skriv ett nytt protokoll, eller svara. Båda versionerna finns kvar.
desk-request-owed = Skicka protokoll
desk-request-owed-law = Lagen: den som har berättat muntligt ska få kontrollera, rätta och godkänna det som har skrivits ner.
desk-request-minutes = Protokoll väntar på rapportören
desk-request-minutes-law = Rapportören ska få kontrollera, rätta och godkänna det.
desk-request-since =
    { $days ->
        [0] Sedan i dag.
        [one] Sedan i går.
       *[other] Sedan { $days } dagar tillbaka.
    }
desk-request-row-retaliation = Repressalier
desk-request-row-withdraw = Återkallad
desk-request-row-meeting = Vill ha möte
desk-request-row-correct = Rättat protokoll
desk-request-row-owed = Protokoll saknas
desk-request-answer = Svara
desk-request-again = Skriv nytt protokoll
desk-request-write = Skriv protokoll
desk-request-linked-already = Det finns redan ett kopplat ärende om repressalier: { $reference }
desk-request-linked = Öppna ett ärende om repressalierna …
desk-request-show = Visa i samtalet

## Att skriva protokoll

desk-minutes-kind = Protokoll
desk-minutes-lead = Vilka som var med, när, och vad som sades. Rapportören ombeds läsa det, rätta det eller godkänna det.
desk-minutes-standard =
    Protokoll

    När:
    Hur (möte, telefon):
    Med var:

    Det här sades:
desk-minutes-send = Försegla och skicka protokollet
desk-minutes-sent-now = Protokollet är framme. Rapportören ombeds godkänna det.
