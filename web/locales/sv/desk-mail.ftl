## Mejl till en själv, på kontot

desk-mail = Mejl till dig
desk-mail-why = Väntar något på dig kan du få ett mejl om det, klockan { $hours }. Det säger aldrig vad som väntar och har ingen länk.
desk-mail-reading = Läser vart mejlen går …
desk-mail-to = Mejlen går till { $address }.
desk-mail-refused = Mejlservern slutade ta emot mejl till { $address } { $day }. Ange en annan adress, eller samma adress igen när felet är avhjälpt.
desk-mail-address = Mejladress
desk-mail-address-form = Skriv en adress som namn@exempel.se, utan å, ä och ö.
desk-mail-language = Mejlens språk
desk-mail-in-swedish = På svenska
desk-mail-in-english = På engelska
desk-mail-enter = Spara adressen
desk-mail-entered = Adressen är sparad.
desk-mail-pending = En kod går till { $address } inom några minuter. Inget annat skickas dit förrän du har skrivit koden här.
desk-mail-code-refused = Mejlservern tar inte emot mejl till { $address }, så ingen kod har skickats. Kontrollera hur adressen är skriven och ange den igen.
desk-mail-code = Koden i mejlet
desk-mail-code-hint = Åtta siffror. Koden gäller i en halvtimme.
desk-mail-code-wrong = Koden stämmer inte. Du har { $left ->
        [one] ett försök
       *[other] { $left } försök
    } kvar.
desk-mail-code-over = Koden gäller inte längre. Skriv adressen igen, så skickas en ny.
desk-mail-confirm = Bekräfta adressen
desk-mail-confirmed = Adressen är bekräftad.
desk-mail-remove = Ta bort adressen
desk-mail-removed = Adressen är borttagen. Inga fler mejl skickas.
