### Ord som flera delar av Sigill använder.

skip-to-content = Hoppa till innehållet
leave-quickly = Lämna sidan fort
leave-quickly-keys = Tryck tre gånger på Skift för att lämna sidan fort.
in-this-language = Läs sidan på svenska
header-navigation = Språk och utgång
made-with = Byggd med Sigill, fri programvara. Sidan sparar ingenting om dig.

day-in-words =
    { $weekday ->
        [1] måndag
        [2] tisdag
        [3] onsdag
        [4] torsdag
        [5] fredag
        [6] lördag
       *[7] söndag
    } { $day } { $month ->
        [1] januari
        [2] februari
        [3] mars
        [4] april
        [5] maj
        [6] juni
        [7] juli
        [8] augusti
        [9] september
        [10] oktober
        [11] november
       *[12] december
    } { $year }

banner-trial = Den här kanalen provas ut. Skicka inga verkliga rapporter ännu.
banner-demo = Det här är en demonstration. Allt här är påhittat.
banner-expired = Kanalens nyckellista har gått ut och håller på att förnyas. Du kan ändå lämna en rapport.
banner-closed = Kanalen tar inte emot rapporter just nu. Dess nyckellista behöver förnyas. Längre ner står andra sätt att rapportera. Har du redan en ärendekod kan du använda den som vanligt.

problem-home = Till startsidan

# Skrivbordets sida, innan dess skript har tagit över
desk-page-title = Sigill: skrivbordet
desk-needs-script = Skrivbordet behöver JavaScript: dina nycklar öppnas i webbläsaren och lämnar den aldrig. Slå på JavaScript för den här adressen och ladda om sidan.
