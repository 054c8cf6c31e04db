## Mejl till dem som handlägger: samma ord vad det än gäller

mail-subject = Det finns något att göra
mail-waiting = Det finns något att göra där du loggar in som handläggare.
mail-silent = Vad det gäller skrivs aldrig i ett mejl. Logga in som du brukar. Mejlet har ingen länk, och ingen läser svar på det.

## Mejlet som bekräftar en adress

mail-code-subject = Koden som bekräftar adressen
mail-code = Koden är { $code }.
mail-code-use = Skriv in den där du angav adressen. Den gäller i { $minutes } minuter.
mail-code-unasked = Är det inte du som har angett adressen kan du bortse från mejlet. Inget mer skickas hit.
