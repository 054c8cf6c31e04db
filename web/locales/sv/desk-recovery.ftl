### Sidan för den som förvarar kanalens reservkod: ärenden som ingen på skrivbordet kan öppna ges till någon som kan.

recovery-link = Jag förvarar en kanals reservkod
recovery-title = Ge vidare ärenden med reservkoden
recovery-lead = Har alla handläggare och ersättare lämnat ett ärende, eller har rapportören stängt ute dem, kan bara kanalens reservkod öppna det. Här ger du det till någon som kan arbeta med det. Sidan visar inte vad som står i rapporten. Ett ärende som någon på skrivbordet kan öppna går inte att ge vidare här.
recovery-not-here = Skriv bara koden på en dator som du litar på. Den stannar i webbläsaren, sparas inte och är borta när du lämnar sidan, eller när ingen har rört den på tio minuter. Varje gång koden används förs det in i kanalens logg.
recovery-over = Ingen rörde sidan på en stund, eller så stängdes den. Koden och allt den öppnade är glömt. Höll du på att ge ett ärende vidare kan det ha gått fram: fråga den som skulle ha det.
recovery-again = Skriv koden igen
recovery-code = Kanalens reservkod
recovery-open = Se vad som väntar
recovery-opening = Ser efter vad som väntar …
recovery-unknown = Koden hör inte till någon kanal här, eller så har kanalens nyckellista en annan. Kontrollera den mot papperet.
recovery-keyring = Servern visar en nyckellista som inte stämmer med koden, eller bara en del av den. Ge inga ärenden vidare. Tala med kanalens ägare, utan att säga att ett ärende väntar.
recovery-keyring-expired = Nyckellistan gällde till { $until }. Antingen har kanalens ägare inte loggat in på länge, eller så döljer servern en nyare lista. Inget kan ges vidare med den. Be ägaren logga in, så förnyas listan, utan att säga att ett ärende väntar.
recovery-keyring-early = Nyckellistan är underskriven en dag som inte har kommit än. Kontrollera datorns klocka.
recovery-which = Servern säger att koden hör till flera kanaler. Välj den som står på papperet.
recovery-channel = Kanalen { $address }
recovery-none = Inget ärende väntar på koden. Ett ärende vars sista handläggare har tagits bort ur nyckellistan kommer hit 14 dagar efter det.
recovery-waiting = { $count ->
    [one] Ett ärende väntar. Vad det heter syns när du öppnar det, men inte vad som står i det.
   *[other] { $count } ärenden väntar. Vad de heter syns när du öppnar dem, men inte vad som står i dem.
  }
recovery-case = Ärende { $number }, kom in { $day }
recovery-case-open = Öppna ärende { $number }
recovery-case-opening = Öppnar och kontrollerar ärendet …
recovery-damaged = Ärendet stämmer inte med det som är underskrivet, eller så är det förseglat till en annan kod. Det går inte att ge vidare. Kontakta den som driver servern.
recovery-case-keyring = Den som har skrivit i ärendet hade en annan nyckellista än den som servern visar. Ge inga ärenden vidare: servern kan ha hittat på listan, eller visa en gammal. Tala med kanalens ägare, utan att säga att ett ärende väntar.
recovery-held-back = Servern håller inne något i ärendet. Det går inte att ge vidare förrän allt är här.
recovery-somebody = Ärendet är inte överlämnat åt koden, vad servern än säger: { $names } har det och finns kvar i nyckellistan. Inget ges vidare.
recovery-nobody = Det finns ingen att ge ärendet till. Kanalens ägare behöver först bjuda in någon som rapportören inte stänger ute.
recovery-reference = Ärendet heter { $reference }
recovery-does = Den du väljer kan läsa allt i ärendet och svara. Ärendet får en ny nyckel. I ärendet står att du gav det vidare, till vem och att ingen på skrivbordet kunde öppna det. Den som rapportören har stängt ute står inte här.
recovery-to = Vem ska ha ärendet?
recovery-stood-title = Fråga först
recovery-stood = { $names } hade ärendet och finns inte längre i nyckellistan. Inget som är underskrivet säger att ärendet lämnades åt koden. Det senaste som servern visar är från { $day }, och den kan dölja att ärendet gavs till någon annan efter det. Fråga { $names } om { $reference } gavs vidare, och till vem. Gavs det vidare: ge det inte till någon annan här. Går ingen att fråga, så går det inte heller att veta.
recovery-stood-asked = Jag har frågat, eller försökt fråga, och ingen säger att { $reference } gavs vidare
recovery-stood-missing = Fråga först. Gavs ärendet vidare: ge det inte till någon annan här.
recovery-compare-title = Jämför först
recovery-compare = Servern kan ha hittat på dem som står här, eller visa en gammal lista. Jämför kanalens fingeravtryck med länken eller affischen. Ring sedan någon annan än den som ska ha ärendet, på ett nummer som du redan har: kanalens ägare, eller en handläggare. På sidan Handläggare hos den personen ska listans nummer, dag och fingeravtryck vara de samma. Säg inte varför du frågar. Finns ingen annan att ringa går det inte att veta att listan är den nyaste.
recovery-fingerprint = Kanalens fingeravtryck
recovery-key-of = Nyckeln för { $title }
recovery-compare-key = Ring också { $title }, på ett nummer som du redan har. På sidan Handläggare ska den egna nyckelns fingeravtryck vara det samma:
recovery-compared-list = Listans nummer, dag och fingeravtryck är de samma hos någon annan än den som ska ha ärendet, och kanalens fingeravtryck är det på länken eller affischen
recovery-compared-key = Nyckelns fingeravtryck är det samma hos den som ska ha ärendet
recovery-compared-missing = Jämför först. Stämmer något inte: ge inget vidare, och tala med kanalens ägare.
recovery-give = Ge vidare { $reference }
recovery-given = Ärendet { $reference } är givet till { $title } och ligger nu i inkorgen. Säg till själv också: lagens tider löper. Skriv ärendets namn, dagen och mottagaren på papperet med koden. Visas ett ärende med det namnet här igen: ge det inte vidare, och tala med den som fick det.
recovery-elsewhere = Ärendet har ändrats eller getts vidare på annat håll. Ladda om sidan och skriv koden igen.
recovery-leave = Klar: glöm koden och gå till inloggningen
