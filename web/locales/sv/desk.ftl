### Ord på skrivbordet: handläggarnas sidor.

desk-product = Sigill
desk-skip = Hoppa till innehållet
desk-navigation = Skrivbordet
desk-other-language = In English
desk-cases = Ärenden
desk-close = Stäng
desk-starting = Skrivbordet öppnas …

## Logga in och låsa

desk-sign-in = Logga in
desk-sign-in-name = Inloggningsnamn
desk-sign-in-name-missing = Skriv ditt inloggningsnamn.
desk-passphrase = Lösenfras
desk-passphrase-hint = Dina sju ord, med mellanslag mellan.
desk-passphrase-length = En lösenfras har sju ord. Här står { $count ->
        [one] ett ord
       *[other] { $count } ord
    }.
desk-passphrase-word = Ord nummer { $place } är felskrivet: det finns inte bland orden som lösenfraser görs av.
desk-passphrase-other = Det är inte din lösenfras. Kontrollera orden och deras ordning.
desk-show-passphrase = Visa lösenfrasen
desk-second-factor = Engångskod
desk-second-factor-hint = Sex siffror från appen i din telefon.
desk-second-factor-form = En engångskod har sex siffror. Vänta på nästa i appen om den hann bytas.
desk-unlocking = Dina nycklar räknas fram och valvet öppnas. Det tar någon sekund.
desk-unlock = Lås upp
desk-lock = Lås
desk-sign-out = Logga ut
desk-signing-out = Loggar ut …
desk-sign-out-unanswered = Låst, men inte säkert utloggad
desk-sign-out-unanswered-means = Valvet är låst och inga nycklar finns kvar på den här datorn. Men servern har inte svarat, så sessionen kan vara öppen där i några timmar till. Försök igen när nätet fungerar.
desk-sign-out-again = Logga ut igen
desk-no-answer = Servern svarar inte
desk-signed-out = Du har loggat ut. Inga nycklar finns kvar på den här datorn.
desk-session-over = Inloggningen har gått ut eller avslutats på annat håll. Logga in igen.
desk-unfinished = Skrivbordet låstes innan det du höll på med var klart. Logga in igen på samma sätt som nyss.
desk-locked = Skrivbordet är låst
desk-locked-as = Du är inloggad som { $name }. Skriv lösenfrasen för att fortsätta.
desk-locked-idle = Ingen rörde skrivbordet på tio minuter, så det låstes. Du är inloggad som { $name }. Skriv lösenfrasen för att fortsätta.
desk-idle-title = Är du kvar?
desk-idle-warning = Skrivbordet låses om en minut. Tryck på en tangent eller rör musen för att fortsätta. Det du har skrivit sparas.
desk-idle-stay = Jag är kvar

## Tangenter

desk-keys = Tangenter
desk-keys-on = Ensamma tangenter gör något
desk-keys-hint = Stäng av dem om du talar till datorn eller ofta trycker fel. Tangenter tillsammans med Ctrl fungerar ändå.
desk-key-mod = Ctrl

## När något inte går

desk-seconds = { $count ->
        [one] en sekund
       *[other] { $count } sekunder
    }
desk-minutes = { $count ->
        [one] en minut
       *[other] { $count } minuter
    }
desk-problem-offline = Servern svarar inte. Kontrollera nätet och försök igen. Det du har skrivit är kvar.
desk-problem-version = Servern och den här sidan förstår inte varandra. Ladda om sidan. Hjälper det inte: säg till den som driver servern.
desk-problem-not-found = Det finns inte, eller så är det inte ditt.
desk-problem-not-authenticated = Namnet, lösenfrasen eller engångskoden stämmer inte. Vi säger inte vilken. En engångskod går bara att använda en gång.
desk-problem-forbidden = Det får du inte göra.
desk-problem-slow-down = Det har varit för många försök med det här namnet. Vänta { $wait } och försök igen.
desk-problem-locked = Skrivbordet är låst. Lås upp det och försök igen.
desk-problem-conflict = Någon hann före. Ladda om sidan och se vad som är nytt.
desk-problem-wrong-day = Din dators klocka visar en annan dag än serverns. Ställ den rätt och försök igen. Går den redan rätt: säg till den som driver servern.
desk-problem-nonce-expired = Det tog för lång tid. Försök en gång till.
desk-problem-out-of-turn = Ärendet är redan avslutat, eller har öppnats igen. Läs det som är nytt och avgör om det fortfarande behövs.
desk-problem-too-large = Det du skickade är för stort.
desk-problem-case-full = Ärendet rymmer inte mer. Inget har sparats.
desk-problem-file-too-large = Filen är för stor.
desk-problem-files-full = Ärendet rymmer inte fler filer.
desk-problem-files-tomorrow = Kanalen tar inte emot fler filer i dag. Texten kan du skicka redan nu.
desk-problem-no-room-for-files = Servern har inte plats för filer just nu. Texten kan du skicka redan nu. Säg till den som driver servern.
desk-problem-files = En fil kom inte fram hel. Inget har sparats. Skicka filerna igen.
desk-problem-sending = Filen skickas redan. Vänta en stund och försök igen.
desk-problem-file-lost = En del av filen saknas på servern. Säg till den som driver servern.
desk-problem-too-slow = Nätet var för långsamt. Försök igen. Det du har skrivit är kvar.
desk-problem-expired = Länken eller koden är använd eller för gammal. Be om en ny.
desk-problem-closed = Kanalen tar inte emot det just nu.
desk-problem-no-space = Serverns disk är full. Inget har sparats. Säg till den som driver servern.
desk-problem-busy = Servern tar emot för mycket på en gång. Inget har sparats. Försök igen om en halv minut.
desk-problem-unavailable = Något gick fel på servern. Inget har sparats. Försök igen om en stund.
desk-problem-unknown = Något gick fel på servern. Det är oklart om det sparades. Försök igen om en stund: inget sparas två gånger.
desk-problem-worker = Webbläsaren kunde inte räkna fram nycklarna. Ladda om sidan. Stäng andra flikar om datorn har ont om minne.
desk-problem-unforeseen = Något gick fel på den här sidan. Ladda om den och försök igen.

## Larm

desk-alarm = Något är fel
desk-alarm-channel = Något är fel i kanalen { $address }
desk-earlier-title = Ditt senaste valv går inte att öppna
desk-earlier-what = Det senaste valvet på servern går inte att öppna, men ett tidigare går. Det kan bero på ett fel, eller på att någon har skrivit över valvet.
desk-earlier-missing = Öppnar du det tidigare valvet blir det ditt valv igen. Det som lades till senare kan saknas: nycklar, kontrollerade kanaler och inbjudningar som du har gjort. Ring den som driver servern och kanalens ägare och berätta vad som har hänt.
desk-earlier-open = Öppna det tidigare valvet
desk-alarm-vault = Servern lämnade ut ett äldre valv än det som den här datorn såg senast, eller ett annat. Skriv inget under tills det är utrett. Ring den som driver servern, och kanalens ägare. En återställd säkerhetskopia kan vara förklaringen, men det kan också vara ett intrång.
desk-alarm-vault-renumbered = Servern ger ditt valv ett annat nummer än det som är förseglat i valvet. Så kan den få ett gammalt valv att se nytt ut. Skriv inget under tills det är utrett. Ring den som driver servern, och kanalens ägare.
desk-alarm-keyring = Nyckellistorna från servern stämmer inte med den du litar på. Skriv inget till någon rapportör och ring kanalens ägare.
desk-alarm-went-back = Servern visar en äldre nyckellista än den som den här datorn har sett. Ring kanalens ägare och den som driver servern.
desk-alarm-forked = Servern visar en annan nyckellista än den som den här datorn har sett under samma nummer. Skriv inget till någon rapportör. Ring kanalens ägare och den som driver servern.
desk-alarm-own-line = I nyckellistan står andra nycklar under ditt namn än dina egna. Ring kanalens ägare innan du gör något mer.
desk-alarm-unsigned-by-me = Servern visar en nyare nyckellista än den du skrev under senast. Skrivbordet skriver inte under något nytt. Har ett tidigare valv lagts tillbaka kan det vara förklaringen; annars har någon annan haft din ägarnyckel.
desk-alarm-settings = Kanalens texter är inte de som ägaren har skrivit under. Rapportörer kan ha läst något annat. Ring den som driver servern.
desk-alarm-expired = Nyckellistan som servern visar gick ut { $day }. Ägarens skrivbord förnyar den när ägaren loggar in. Har ägaren gjort det sedan dess döljer servern den nyare listan, och någon som har lämnat kanalen kan fortfarande se ut att höra dit. Fråga ägaren.
desk-unread = Något har ändrats i kanalen { $address }
desk-unread-why = En nyckellista som du skrev under { $day }, och som servern inte hade bekräftat, har trätt i kraft.
desk-forgotten-why = En nyckellista som är underskriven { $day } med din nyckel har trätt i kraft, men ditt valv känner inte till den. Har ett tidigare valv lagts tillbaka kan det vara förklaringen; annars har någon annan haft din ägarnyckel. Detta är vad listan ändrar sedan den senaste som valvet känner till.
desk-unread-lets-in = Den släpper in:
desk-unread-shuts-out = Den stänger ute:
desk-unread-same-people = Personerna är de samma, men kanalens texter eller regler är ändrade.
desk-unread-same = Alla rader är de samma. Bara nummer och dagar är nya.
desk-unread-what = Tills du har bekräftat att du har läst detta skriver skrivbordet inte under något nytt. Är det inte vad du vill längre: bekräfta inte, skriv inget till någon rapportör och ring den som driver servern.
desk-unread-read = Jag har läst detta, och det stämmer
desk-forgotten-compare = Ring var och en som är handläggare eller ersättare i listan, på nummer som du redan har. Deras skrivbord ska visa det här fingeravtrycket på sidan Handläggare, och inget larm:
desk-forgotten-lines = I listan står:
desk-forgotten-same = Jag har släppt in alla som står i listan, och fingeravtrycket är det samma hos dem
desk-forgotten-compare-missing = Jämför först. Står någon i listan som du inte har släppt in, eller som har lämnat kanalen: bekräfta inte, och ring den som driver servern.
desk-forgotten-mine = Det är mina rader
desk-renewal-ask = Stämmer nyckellistan i kanalen { $address }?
desk-renewal-ask-why = Nyckellistan ska förnyas, och den här webbläsaren har ingen egen uppgift om den att jämföra med. Servern visar nyckellista nummer { $epoch }, utfärdad { $day }, med personerna här under. Står någon kvar som har slutat, saknas någon, eller är dagen äldre än du väntar dig: skriv inte under, och ring den som driver servern.
desk-renewal-confirm = Listan stämmer. Skriv under
desk-channels-unread = Kanalerna kunde inte läsas. { $why }
desk-again = Försök igen

## Steg

desk-step = Steg { $number } av { $of }
desk-go-on = Fortsätt
desk-go-back = Tillbaka
desk-print = Skriv ut
desk-save-file = Spara som fil
desk-copied = Kopierat.
desk-not-copied = Webbläsaren lät oss inte kopiera. Markera texten och kopiera den själv.
desk-copy-text = Kopiera texten
desk-last-group = Skriv de fem sista tecknen i koden
desk-last-group-hint = Läs dem från papperet eller filen, så vet du att den blev sparad.
desk-last-group-wrong = Det är inte kodens fem sista tecken. Läs dem en gång till från papperet eller filen.
desk-too-long = Det är för långt. Korta det.

## Första gången

desk-setup-checking = Länken kontrolleras …
desk-setup-no-link = Länken går inte att använda
desk-setup-used-up = Den är redan använd, eller äldre än ett dygn. Den som driver servern får en ny med kommandot
desk-first-try-arrived = Ditt första försök kom fram, med det du hade skrivit då. Ladda om sidan och logga in med inloggningsnamnet { $name } och lösenfrasen du nyss fick.
desk-setup-taken = Kanalens adress eller inloggningsnamnet är upptaget, eller så är kanalen redan grundad. Gå tillbaka och välj ett annat, eller logga in.
desk-setup-clock = Servern godtog inte engångskoden: den här datorns klocka går fel. Skriv koden som appen visar nu.
desk-setup-channel = Grunda kanalen
desk-setup-welcome = Nu skapas en rapporteringskanal och du blir dess ägare. Alla nycklar görs i den här webbläsaren, och servern får aldrig se dem. Räkna med en kvart, och ha din telefon och en skrivare eller ett usb-minne till hands.
desk-channel-name-sv = Vad organisationen heter på svenska
desk-channel-name-hint = Så som rapportörer känner den, till exempel Lunda kommun.
desk-channel-name-en = Vad den heter på engelska
desk-channel-name-en-hint = Lämna tomt om det är samma namn.
desk-channel-name-missing = Skriv vad organisationen heter.
desk-address = Kanalens adress
desk-address-hint = Den står i länken: { $address }
desk-address-form = Adressen ska ha 2 till 40 tecken: a till z, siffror och bindestreck, men inte bindestreck först eller sist.
desk-kind = Vilka regler gäller för organisationen?
desk-kind-municipality = Kommun, region, kommunalt bolag eller myndighet: allmänna handlingar och sekretess
desk-kind-company = Företag eller förening
desk-obliged = Lagen kräver att vi har en kanal
desk-obliged-hint = Det gör den normalt för den som har minst 50 arbetstagare. En frivillig kanal har inte samma sekretess, och sidorna säger då det.
desk-setup-owner = Du som ägare
desk-setup-owner-why = Ägaren bestämmer vilka som får läsa rapporter och skriver under listan med deras nycklar. Ofta är det chefsjuristen.
desk-shown-title = Titel som rapportörer ser
desk-shown-title-hint = Funktionen, och namnet om du vill. Till exempel: Chefsjurist Anna Berg. Den som rapporterar kan stänga dig ute om det gäller dig.
desk-title-missing = Skriv den titel som rapportörer ska se.
desk-sign-in-name-hint = Ett namn som du väljer och kommer ihåg. Det syns inte för rapportörer.
desk-your-passphrase = Din lösenfras
desk-your-passphrase-why = De sju orden öppnar ditt valv på den här och andra datorer. De är slumpade, för ord man själv väljer går att gissa.
desk-your-passphrase-keep = Spara dem i organisationens lösenordshanterare, eller på ett papper som du förvarar inlåst. På nästa sida skriver du dem.
desk-copy-passphrase = Kopiera orden
desk-type-passphrase = Skriv lösenfrasen
desk-type-passphrase-hint = De sju orden, från där du sparade dem. Du kan klistra in.
desk-passphrase-differs = Det är inte din nya lösenfras. Kontrollera orden och deras ordning.
desk-show-again = Visa orden igen
desk-second-factor-title = Engångskoder i telefonen
desk-second-factor-why = När du loggar in behövs också en kod från en app, så att det inte räcker att någon får tag i lösenfrasen. Alla appar för engångskoder fungerar, till exempel den som redan finns i telefonen.
desk-second-factor-qr = QR-kod för appen; samma sak står som text bredvid
desk-second-factor-scan = Öppna appen och läs av rutan.
desk-second-factor-text = Går det inte att läsa av, skriv det här i appen:
desk-second-factor-here = Öppna appen på den här enheten
desk-second-factor-differs = Koden stämmer inte. Vänta på nästa kod i appen och skriv den. Kontrollera att telefonens och datorns klockor går rätt.
desk-recovery = Din återställningskod
desk-recovery-why = Glömmer du lösenfrasen öppnar den här koden ditt valv. Ingen annan kan göra det, inte ens den som driver servern. Skriv ut den eller spara den, på ett annat ställe än lösenfrasen.
desk-recovery-purpose = Öppnar valvet för inloggningsnamnet { $name } om lösenfrasen är borta. Logga in på skrivbordet, välj ”Jag har glömt lösenfrasen” och ha telefonen med engångskoder till hands. Förvara papperet inlåst.
desk-channel-recovery = Kanalens reservkod
desk-channel-recovery-why = Har alla handläggare och ersättare lämnat ett ärende, eller är de utestängda från det, är den här koden det enda som kan öppna det. Varje rapport förseglas också till den, om inte rapportören stänger ute den som förvarar den. Den som förvarar den kan ge ett sådant ärende till en ny handläggare, från skrivbordets inloggningssida.
desk-channel-recovery-where = Den ska ligga på papper, inlåst, hos någon som inte själv är handläggare. Lämna papperet till den personen och behåll ingen kopia: den som är ägare och har koden kan öppna det som en rapportör har stängt ute ägaren från. Spara den inte på en dator som är ansluten till nätet. Den skrivs bara in på skrivbordets inloggningssida, när ett ärende väntar, på en dator som innehavaren litar på.
desk-recovery-holder = Vem ska förvara den?
desk-recovery-holder-hint = Funktionen, så som rapportörer ser den. Till exempel: Kommunrevisionens ordförande.
desk-recovery-holder-missing = Skriv vem som ska förvara koden.
desk-channel-recovery-purpose = Öppnar ärendena i rapporteringskanalen för { $channel } om alla handläggare är borta: på skrivbordets inloggningssida, under ”Jag förvarar en kanals reservkod”. Förvaras inlåst, på papper, av: { $holder }.
desk-establish = Grunda kanalen
desk-establishing = Nycklarna förseglas och kanalen grundas …

## Andra vägar in

desk-forgot-passphrase = Jag har glömt lösenfrasen
desk-forgot-passphrase-why = Återställningskoden öppnar ditt valv i lösenfrasens ställe. Sedan får du en ny lösenfras och en ny återställningskod.
desk-lost-second-factor = Jag har inte kvar telefonen
desk-lost-second-factor-why = Lösenfrasen och återställningskoden tillsammans ersätter engångskoden. Sedan lägger du in engångskoder i en ny telefon.
desk-recovery-hint = 25 tecken i fem grupper. Små bokstäver och mellanslag går bra.
desk-have-invitation = Jag har fått en inbjudan
desk-to-sign-in = Till inloggningen
desk-code-symbol = Tecken nummer { $place } finns inte i någon kod. Kontrollera det.
desk-code-length = En kod har 25 tecken. Här står { $count ->
        [one] ett
       *[other] { $count }
    }.
desk-code-check = Tecknen hör inte ihop. Något är felskrivet, eller så är det en annan sorts kod.

## Kontot

desk-account = Konto
desk-ways-in = Dina vägar in
desk-change = Byt
desk-changed = Bytet är gjort.
desk-change-unknown = Vi vet inte om bytet gjordes. Spara både de gamla och de nya orden och koderna, och försök igen.
desk-change-unknown-recovery = Vi vet inte om bytet gjordes. Spara både den gamla och den nya återställningskoden, och försök igen.
desk-change-unknown-second-factor = Vi vet inte om bytet gjordes. Behåll engångskoderna både i den gamla och i den nya telefonen, och försök igen.
desk-change-refused = Servern godtog inte beviset på att det är du, och inget har bytts. Börja om, och skriv lösenfrasen eller koden som gäller nu.
desk-change-refused-second-factor = Servern godtog inte lösenfrasen eller engångskoden, och inget har bytts. Vänta på nästa kod i appen och försök igen. Hjälper inte det: börja om, och kontrollera datorns klocka.
desk-change-ways = Ny lösenfras
desk-change-ways-why = Har någon kunnat se lösenfrasen? Du får en ny, och en ny återställningskod. Alla andra inloggningar avslutas.
desk-change-recovery = Ny återställningskod
desk-change-recovery-why = Är återställningskoden borta, eller har någon sett den? Den gamla slutar gälla. Alla andra inloggningar avslutas.
desk-change-second-factor = Ny telefon för engångskoder
desk-change-second-factor-why = Ska du byta telefon? Den gamla slutar ge koder som gäller.
desk-prove = Visa att det är du
desk-prove-why = Skriv lösenfrasen innan något byts. Den som hittar en olåst dator ska inte kunna stänga dig ute.
desk-proving = Lösenfrasen räknas om till en nyckel. Det tar någon sekund.
desk-sessions = Inloggningar
desk-sessions-why = Här är du inloggad. Avsluta det du inte känner igen, och byt sedan lösenfras.
desk-sessions-reading = Inloggningarna hämtas …
desk-session-begun = Inloggad { $moment }
desk-session-used = Användes senast { $moment }
desk-session-this = Den här
desk-session-end = Avsluta
desk-session-ended = Inloggningen är avslutad.

## Kanalen

desk-share = Sprid kanalen
desk-channel-reading = Kanalen läses och kontrolleras …
desk-trial = Kanalen provas ut: rapportsidan visar en banderoll om att inga verkliga rapporter ska skickas än. Den kan öppnas för alla när det finns två handläggare, eller en handläggare och en ersättare.
desk-trial-invite = Bjud in en handläggare till
desk-share-place-unknown = Den här webbläsaren vet inte var kanalens rapportsida finns. Kontrollera att { $place } är den adress som ni har bestämt innan du sprider den.
desk-share-place-confirm = Adressen stämmer
desk-share-place-other = Servern uppger en annan adress än förut
desk-share-place-other-why = När kanalen inrättades eller senast bekräftades i den här webbläsaren fanns rapportsidan på { $before }. Nu säger servern { $place }. Den som styr servern skulle så kunna leda rapportörer till en falsk sida. Sprid inget innan den som driver servern har sagt till dig, öga mot öga eller i telefon, att adressen är ändrad.
desk-share-link = Länken till intranätet
desk-share-link-why = Lägg den på sidan om visselblåsning. I länken ingår fingeravtrycket av din nyckel, så att rapportörens webbläsare märker om servern byter ut den. Kopiera därför hela länken.
desk-in-swedish = På svenska
desk-in-english = På engelska
desk-copy-link = Kopiera länken
desk-copy-code = Kopiera koden
desk-fingerprint = Fingeravtrycket
desk-fingerprint-why = Det är inte hemligt. Rapportsidan visar samma tecken, så att vem som helst kan jämföra.
desk-poster = Affisch
desk-poster-why = Skriv ut och sätt upp, där alla kan läsa den utan att synas.
desk-poster-qr = QR-kod till rapportsidan för { $address }
desk-poster-print = Skriv ut affischen
desk-poster-title = Har du sett något som inte är rätt hos { $name }?
desk-poster-text = Du kan berätta, utan att säga vem du är.
desk-poster-private = Läs av koden med din egen telefon, gärna hemma. Arbetsgivarens dator och nät kan se att du har besökt sidan.
desk-poster-fingerprint = Sidan ska visa det här fingeravtrycket: { $fingerprint }

desk-members = Handläggare
desk-shown-title-short = Titel
desk-role = Roll
desk-mailed = Mejl når fram
desk-mailed-yes = Ja
desk-mailed-no = Nej
desk-mailed-hint = Servern uppger om mejl når fram, aldrig vart. Den som står med Nej får inga påminnelser: be hen att bekräfta en adress under Konto.
desk-since = Sedan
desk-you = du
desk-role-handler = Handläggare
desk-role-handler-hint = Läser rapporter och svarar rapportörer.
desk-role-deputy = Ersättare
desk-role-deputy-hint = Får läsa en rapport bara om rapportören stänger ute alla handläggare, eller om ingen av dem är kvar i ärendet.
desk-role-custodian = Medförvaltare av kontaktuppgifter
desk-role-recovery = Förvarar kanalens reservkod
desk-keyring-signed = Nyckellista nummer { $epoch }, underskriven { $day }, gäller till { $until }. Den förnyas av sig själv när ägaren loggar in.
desk-keyring-fingerprint = Nyckellistans fingeravtryck
desk-own-key = Din egen nyckels fingeravtryck
desk-keyring-fingerprint-why = Nyckellistans fingeravtryck ska vara det samma hos alla handläggare och ersättare. Jämför på telefon om ni undrar över något.
desk-publish = Öppna kanalen för alla
desk-publish-why = Nu finns det tillräckligt många handläggare. Läs igenom kanalens texter och gör en provrapport innan du öppnar. Banderollen försvinner.
desk-published = Kanalen är öppen för alla.
desk-invitations = Inbjudningar
desk-invitations-none = Inga inbjudningar väntar. Bjud in någon här nedanför.
desk-invitation-unknown = Koden till den här inbjudan finns inte i ditt valv. Dra tillbaka den och gör en ny.
desk-invitation-foreign = Svaret kommer inte från någon som har koden, eller har ändrats på vägen. Släpp inte in den här personen. Dra tillbaka inbjudan, ring personen och ring den som driver servern.
desk-invitation-give = Ge koden till personen själv: över ett bord eller i telefon, eller som länk i ett krypterat meddelande. Inte i ett vanligt mejl. Den gäller till { $day }.
desk-invitation-code = Inbjudningskod
desk-withdraw = Dra tillbaka inbjudan
desk-withdraw-unconfirmed = Du har skrivit under en nyckellista som servern inte har bekräftat. Den kan ändå träda i kraft. Var det den här personen du försökte släppa in är personen då med, fast inbjudan är tillbakadragen. Skrivbordet säger till om det händer.
desk-withdraw-anyway = Jag förstår. Dra tillbaka inbjudan
desk-joined = { $title } har gått med och väntar på att släppas in. Ring, och läs fingeravtrycket för varandra. Samma tecken ska stå på båda skärmarna.
desk-join-fingerprint = Den nya nyckelns fingeravtryck
desk-join-same = Vi har jämfört: det är samma på båda skärmarna
desk-join-compare-missing = Jämför fingeravtrycken först. Det är det som hindrar servern från att byta ut nyckeln.
desk-line-title-hint = Servern minns den här titeln från inbjudan, men den kan ha ändrats där. Rätta den om den inte är den du skrev. Den står i nyckellistan och visas för rapportörer.
desk-line = Du skriver under: { $title }, { $role }, nyckel { $fingerprint }
desk-let-in = Skriv under och släpp in
desk-invite = Bjud in någon
desk-invite-why = Du får en kod att lämna över utanför servern. Personen gör sina egna nycklar, och du skriver under att de hör till kanalen.
desk-invite-title-hint = Funktionen, och namnet om personen vill. Till exempel: Kommunrevisor. Rapportörer kan stänga ute personen om det gäller den.
desk-invite-make = Gör en inbjudan
desk-invited = Inbjudan är gjord. Koden står i listan.

## Gå med

desk-join = Gå med i en kanal
desk-join-why = Skriv koden som kanalens ägare har gett dig.
desk-join-open = Öppna inbjudan
desk-join-opening = Inbjudan hämtas …
desk-invitation-gone = Det finns ingen inbjudan för den koden. Kontrollera den. Den kan också ha använts, dragits tillbaka eller blivit för gammal: be ägaren om en ny.
desk-join-welcome = Du är inbjuden
desk-join-as-handler = Du ska bli handläggare i kanalen { $address }: du läser rapporter och svarar rapportörer.
desk-join-as-deputy = Du ska bli ersättare i kanalen { $address }: du får läsa en rapport bara om rapportören stänger ute alla handläggare, eller om ingen av dem är kvar i ärendet.
desk-join-title = Rapportörer kommer att se dig som: { $title }. Stämmer det inte, be ägaren om en ny inbjudan.
desk-join-keys = Dina nycklar görs nu i den här webbläsaren. Ha telefonen och en skrivare eller ett usb-minne till hands.
desk-join-send = Gå med
desk-join-sending = Nycklarna förseglas och skickas …
desk-name-taken = Inloggningsnamnet är upptaget. Gå tillbaka och välj ett annat.
desk-waiting = Väntar på ägaren
desk-waiting-why = Du är med. Nu ska kanalens ägare skriva under att nycklarna är dina. Det märks här av sig självt; du kan också logga ut och komma tillbaka senare.
desk-waiting-compare = Läs det för ägaren i telefon eller över ett bord. Samma tecken ska stå på ägarens skärm.
desk-waiting-look = Se efter nu
desk-invitation-over = Inbjudan gäller inte längre
desk-waiting-gone = Ägaren har dragit tillbaka inbjudan, eller så har den gått ut. Be om en ny och logga ut här.
desk-welcome = Du är insläppt. Ägarens nyckel är kontrollerad och sparad i ditt valv.
desk-welcome-foreign = Svaret kommer inte från den som har gett dig koden, eller så är nycklarna på din rad inte dina. Gör inget mer här. Ring kanalens ägare.
