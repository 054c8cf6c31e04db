### Kanalens inställningar, som ägaren skriver under.

settings-title = Inställningar
settings-why = Här bestämmer du som äger kanalen vilka regler den följer. Inget gäller förrän du har läst vad som ändras och skrivit under.
settings-owner-only = Så här har kanalens ägare bestämt. Bara ägaren kan ändra det.
settings-acknowledgement = Vad räknas som bekräftelse?
settings-by-handler = Ett meddelande från er
settings-by-handler-hint = Ni bekräftar varje rapport inom sju dagar.
settings-by-receipt = Kvittot som rapportören får direkt
settings-by-receipt-hint = Rapporten är bekräftad när den kommer in. Tre månader till återkoppling räknas från den dagen.
settings-retention = Så många månader sparas ett avslutat ärende
settings-retention-hint = Från 1 till { $most } månader. Ett ärende som öppnas igen räknas från när det avslutas på nytt.
settings-retention-wrong = Skriv ett antal månader från 1 till { $most }.
settings-retention-private = För företag och föreningar: rapporter sparas bara så länge det behövs, högst två år efter att ärendet avslutades (lagen 2021:890, 7 kap. 8 § och 8 kap. 4 §).
settings-retention-public = För kommuner, regioner och myndigheter: lagens två år hindrar inte att allmänna handlingar bevaras (lagen 2021:890, 7 kap. 8 §). När tiden är ute ska ärendet arkiveras. Inget raderas utan ett registrerat gallringsbeslut.
settings-reporter-sees = Vad rapportören ser och kan göra
settings-read-marks = Rapportören ser att ni har läst
settings-read-marks-hint = I rapportörens ärende står när någon av er har läst vad rapportören skrev.
settings-show-own = Rapportören ser igen vad hen själv har skrivit
settings-show-own-hint = Utan det visas bara det ni skriver. Låt rutan vara tom om den som följer upp kan bli sedd eller få sin kod tagen.
settings-server-path = Det går att rapportera utan JavaScript
settings-server-path-hint = Servern ser då texten så länge den förseglar den. Sidorna säger det.
settings-yes = Ja
settings-no = Nej
settings-months =
    { $count ->
        [one] { $count } månad
       *[other] { $count } månader
    }
settings-unchanged = Inget är ändrat.
settings-review = Granska ändringarna
settings-review-title = Det här ändras
settings-review-signs = När du publicerar skriver du under en ny nyckellista med de här inställningarna. De som handlägger är desamma.
settings-publish = Skriv under och publicera
settings-publishing = Publicerar …
settings-published = Inställningarna är publicerade.
settings-means-texts = De här texterna på kanalens sidor byts mot dem som passar: { $texts }.
settings-means-own-texts = De här texterna har ni skrivit själva, och de ändras inte: { $texts }. Läs dem, så att de stämmer.
settings-text-welcome = inledningen
settings-text-scope = vad man kan rapportera
settings-text-protection = skyddet
settings-text-confidentiality = sekretess och tystnadsplikt
settings-text-authorities = myndigheterna
settings-text-press = rätten att vända sig till medier
settings-text-oral = att rapportera muntligt
settings-text-privacy = personuppgifter
settings-text-accessibility = tillgänglighet
settings-means-receipt = Gäller rapporter som skrivs sedan du har publicerat. De som redan har kommit in bekräftar ni som förut.
settings-means-handler = Gäller rapporter som skrivs sedan du har publicerat: dem bekräftar ni inom sju dagar. De som kom in före är bekräftade av kvittot.
settings-means-retention = Gäller alla ärenden i kanalen, också dem som redan är avslutade.
settings-means-longer = Gäller rapporter som kommer in sedan du har publicerat. De som redan har kommit in sparas inte längre än vad som gällde då.
settings-means-were-public = Det som redan har kommit in är allmänna handlingar. De raderas bara med ett registrerat gallringsbeslut.
settings-ahead-unread = Räknar vad det betyder för era ärenden …
settings-ahead-none = Inget av ärendena du kan öppna har varit avslutat så länge.
settings-ahead-over-private =
    { $count ->
        [one] { $count } av ärendena du kan öppna har varit avslutat längre än så, och ska raderas.
       *[other] { $count } av ärendena du kan öppna har varit avslutade längre än så, och ska raderas.
    }
settings-ahead-over-public =
    { $count ->
        [one] { $count } av ärendena du kan öppna har varit avslutat längre än så, och ska arkiveras.
       *[other] { $count } av ärendena du kan öppna har varit avslutade längre än så, och ska arkiveras.
    }
settings-ahead-next = Nästa är framme vid sin sista dag { $day }.
settings-ahead-others = Ärenden som andra kan öppna men inte du är inte medräknade.
settings-means-read-marks = Rapportörer ser från och med nu när ni har läst, i ärenden som ni öppnar.
settings-means-no-read-marks = Rapportörer ser inte längre att ni har läst.
settings-means-show-own = Det som rapportörer skriver från och med nu ser de igen när de följer upp.
settings-means-hide-own = Det som rapportörer skriver från och med nu ser de inte igen. Det de skrev före kan de fortfarande läsa.
settings-means-server-path = Sidorna utan JavaScript öppnas, för nya rapporter och för uppföljning.
settings-means-no-server-path = Sidorna utan JavaScript stängs. Den som rapporterade där behöver en webbläsare med JavaScript för att följa upp, med samma kod.
