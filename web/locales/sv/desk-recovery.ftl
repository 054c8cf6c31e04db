### Sidan för den som förvarar kanalens återställningskod: ärenden som ingen på skrivbordet kan öppna ges till någon som kan.

recovery-link = Jag förvarar en kanals återställningskod
recovery-title = Ge vidare ärenden med återställningskoden
recovery-lead = Har alla handläggare och ersättare lämnat ett ärende, eller har rapportören stängt ute dem, kan bara kanalens återställningskod öppna det. Här ger du det till någon som kan arbeta med det. Sidan visar inte vad som står i rapporten, och ärenden som någon på skrivbordet kan öppna syns inte här.
recovery-not-here = Skriv bara koden på en dator som du litar på. Den stannar i webbläsaren, sparas inte och är borta när du lämnar sidan. Att koden användes förs in i kanalens logg.
recovery-code = Kanalens återställningskod
recovery-open = Se vad som väntar
recovery-opening = Öppnar det som väntar …
recovery-unknown = Koden hör inte till någon kanal här, eller så har kanalen bytt kod. Kontrollera den mot papperet.
recovery-keyring = Servern visar en nyckellista som inte stämmer med koden. Ge inga ärenden vidare; tala med kanalens ägare, utan att säga att ett ärende väntar.
recovery-channel = Kanalen { $address }.
recovery-none = Inget ärende väntar på koden. De ärenden som den öppnar kan också någon på skrivbordet öppna.
recovery-compare = Jämför först kanalens fingeravtryck med länken eller affischen. Stämmer det inte kan servern ha hittat på dem som står här: ge då inget vidare.
recovery-fingerprint = Kanalens fingeravtryck
recovery-does = Den du väljer kan läsa allt i ärendet och svara. Ärendet får en ny nyckel. I ärendet står vem som gav det vidare till vem, och rapportören ser att du har ändrat vem som kan öppna det. Den som rapportören har stängt ute går inte att välja.
recovery-received = Kom in { $day }
recovery-case-damaged = Ett ärende som inte går att öppna
recovery-damaged = Ärendet stämmer inte med det som är underskrivet, och kan inte ges vidare. Kontakta den som driver servern.
recovery-held-back = Servern håller inne något i ärendet. Det går inte att ge vidare förrän allt är här.
recovery-nobody = Det finns ingen att ge ärendet till. Kanalens ägare behöver först bjuda in någon som rapportören inte stänger ute.
recovery-to = Vem ska ha ärendet?
recovery-give = Ge vidare { $reference }
recovery-given = Ärendet är givet till { $title } och ligger nu i inkorgen. Säg till själv också: lagens tider löper.
recovery-elsewhere = Ärendet har ändrats eller getts vidare på annat håll. Ladda om sidan och skriv koden igen.
recovery-leave = Klar: glöm koden och gå till inloggningen
