## Mejl till dem som handlägger: samma ord vad det än gäller

mail-subject = Det finns något att göra
mail-waiting = Det finns något att göra där du loggar in som handläggare.
mail-silent = Vad det gäller står aldrig i ett mejl. Logga in som du brukar: mejlet har ingen länk, och svar på det läses inte.

## Mejlet som bekräftar en adress

mail-code-subject = Koden som bekräftar adressen
mail-code = Koden är { $code }.
mail-code-use = Skriv den där du angav adressen. Den gäller i { $minutes } minuter.
mail-code-unasked = Har du inte angett den här adressen kan du strunta i mejlet. Inget mer kommer hit.
