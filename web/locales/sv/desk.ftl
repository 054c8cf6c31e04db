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
desk-signed-out = Du har loggat ut. Inga nycklar finns kvar på den här datorn.
desk-session-over = Du har varit borta länge eller avslutat inloggningen på annat håll. Logga in igen.
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
desk-problem-conflict = Någon hann före. Ladda om sidan och se vad som är nytt.
desk-problem-too-large = Det du skickade är för stort.
desk-problem-too-slow = Nätet var för långsamt. Försök igen. Det du har skrivit är kvar.
desk-problem-expired = Länken eller koden är använd eller för gammal. Be om en ny.
desk-problem-closed = Kanalen tar inte emot det just nu.
desk-problem-no-space = Serverns disk är full. Inget har sparats. Säg till den som driver servern.
desk-problem-unavailable = Något gick fel på servern. Inget har sparats. Försök igen om en stund.
desk-problem-worker = Webbläsaren kunde inte räkna fram nycklarna. Ladda om sidan. Stäng andra flikar om datorn har ont om minne.
desk-problem-unforeseen = Något gick fel på den här sidan. Ladda om den och försök igen.

## Larm

desk-alarm = Något är fel
desk-alarm-channel = Något är fel i kanalen { $address }
desk-alarm-vault = Servern lämnade ut ett äldre valv än det som den här datorn såg senast, eller ett annat. Skriv inget under tills det är utrett. Ring den som driver servern, och kanalens ägare. En återställd säkerhetskopia kan vara förklaringen, men det kan också vara ett intrång.
desk-alarm-keyring = Nyckellistorna från servern stämmer inte med den du litar på. Skriv inget till någon rapportör och ring kanalens ägare.
desk-alarm-went-back = Servern visar en äldre nyckellista än den som den här datorn har sett. Ring kanalens ägare och den som driver servern.
desk-alarm-own-line = I nyckellistan står andra nycklar under ditt namn än dina egna. Ring kanalens ägare innan du gör något mer.
desk-alarm-unsigned-by-me = Servern visar en nyare nyckellista än den du skrev under senast. Skrivbordet skriver inte under något nytt. Har du just ändrat listan och tappat nätet kan det vara förklaringen; annars har någon annan haft din ägarnyckel.
desk-alarm-settings = Kanalens texter är inte de som ägaren har skrivit under. Rapportörer kan ha läst något annat. Ring den som driver servern.
desk-channels-unread = Kanalerna kunde inte läsas. { $why }
desk-again = Försök igen
