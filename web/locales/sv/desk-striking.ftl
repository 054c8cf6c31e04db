# Att stryka uppgifter ur ett brev, en anteckning eller handläggningen.
striking-begin = Stryk uppgifter
striking-begin-of = Stryk uppgifter: { $name }, { $day }
striking-title = Stryk uppgifter
striking-lead = Personuppgifter som inte hör till ärendet ska raderas så snart som möjligt. Ta bort dem ur texten. Brevet raderas, och det du lämnar kvar står i dess ställe.
striking-left = Det här ska stå kvar
striking-left-hint = Ta bort det som inte hör hit, och ändra inget annat. Är hela brevet irrelevant, lämna fältet tomt.
striking-left-hint-hidden = Ta bort det som inte hör hit, och ändra inget annat. I den här kanalen visas rapportören inte sina egna ord. Det som står kvar sparas därför som en intern anteckning.
striking-nothing = Ta bort det som ska strykas, ur texten eller bland filerna.
striking-files = Filer som ska vara kvar
striking-files-hint = En fil som du avmarkerar raderas. De andra flyttas till en intern anteckning.
striking-ground = Skäl
striking-ground-hint = Handläggarna i ärendet ser skälet. Upprepa inte det du stryker.
striking-ground-hint-shared = Handläggarna i ärendet ser skälet, och det är läsbart för den som har ärendekoden. Upprepa inte det du stryker.
striking-ground-missing = Skriv varför uppgifterna inte hör till ärendet.
striking-decision = Gallringsbeslut
striking-decision-hint = Beteckningen på det beslut som låter er radera uppgifter ur en allmän handling.
striking-decision-missing = Skriv beteckningen på beslutet, högst 200 tecken.
striking-decision-line = Beslut: { $reference }
striking-note = Kvar efter ett brev från { $day } som ströks.
striking-what = Det här händer
striking-what-final = Brevet raderas för gott på servern. Det går inte att ångra.
striking-what-digest = Dess nummer, dag och kontrollsumma står kvar, så att alla kan se att inget annat har ändrats.
striking-what-reporter = Rapportören ser att något ströks och när, och det som står kvar. Aldrig vad som ströks.
striking-what-handlers = Alla handläggare i ärendet ser att något ströks, när, av vem och varför.
striking-what-caches = Ditt sökregister skrivs om nu. Kollegers skrivs om när de låser upp nästa gång, eller raderas inom en vecka tillsammans med utkast i ärendet.
striking-what-backups = Säkerhetskopior har kvar brevet tills de själva raderas. Det som redan har exporterats eller skrivits ut påverkas inte.
striking-confirm = Stryk för gott
striking-busy = Stryker …
striking-done = Uppgifterna är strukna.
striking-stays = Inget ströks. Brevet är redan struket, eller så måste det stå kvar: det styrker något i loggen, eller ärendet får inte gallras nu.
striking-contradicted = Någon annan har just strukit det här. Läs vad som står kvar.
striking-kept-step = Det här brevet bekräftar, återkopplar, avslutar eller öppnar ärendet igen. Lagens tider räknas från det, så det kan inte strykas.
striking-kept-phase = Det här brevet säger var arbetet står. Utan det skulle ärendet stå någon annanstans. Säg i ett nytt brev var arbetet står, och stryk sedan det här.
striking-kept-held = Ärendet är undantaget från gallring, till exempel inför en rättegång. Så länge det är det kan inget strykas.
striking-struck = Struket
striking-struck-by = { $who } strök uppgifter här, { $day }. Skäl: { $reason }
striking-record-first = Ta först bort det som inte hör hit under Handläggning och spara. Sedan kan de versioner strykas som fortfarande har det.
striking-record-lead = { $count ->
    [one] En tidigare version av handläggningen säger fortfarande det som har tagits bort. Den stryks:
   *[other] { $count } tidigare versioner av handläggningen säger fortfarande det som har tagits bort. Alla stryks:
}
striking-kept-record = En av versionerna bär upp var arbetet står, ett undantag, ett bevarande eller ett gallringsbeslut. Den kan inte strykas.
