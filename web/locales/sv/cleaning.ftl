### Vad en fil berättar om den som gjorde den, och vad som går att rensa bort innan den förseglas.

## Vad som hittades: före värdet, om det finns ett att visa

cleaning-place = Plats
cleaning-location-text = Ort
cleaning-camera = Kamera eller enhet
cleaning-time = Tidpunkt
cleaning-author = Personnamn
cleaning-company = Organisation
cleaning-signature = Elektronisk underskrift
cleaning-software = Program
cleaning-path = Sökväg eller skrivare
cleaning-title = Titel eller nyckelord
cleaning-comment = Kommentar
cleaning-revisions = Spår av redigering
cleaning-identifier = Unikt nummer
cleaning-tracked-changes = Spårade ändringar
cleaning-hidden = Dolt innehåll
cleaning-thumbnail = Miniatyrbild
cleaning-embedded = Fil inuti filen
cleaning-script = Programkod
cleaning-other = Annat

## Vad som går att göra

cleaning-can-clean = Filen bär på det här. I den rensade kopian är det borta.
cleaning-nothing = Vi hittade inget att rensa bort. Det som syns i filen kan ändå visa vem du är: titta igenom den.
cleaning-cannot = Filer av det här slaget kan vi inte rensa. De kan bära på ditt namn, platsen, tiden och din enhet. Väljer du att skicka filen går den i väg som den är.
cleaning-cannot-locked = Filen kan vi inte rensa. Den är låst, till exempel med ett lösenord, eller byggd på ett sätt som vi inte kan läsa. Väljer du att skicka den går den i väg som den är.
cleaning-too-large = Filen är för stor för att rensas i webbläsaren. Den kan bära på ditt namn, platsen, tiden och din enhet. Väljer du att skicka den går den i väg som den är.
cleaning-damaged = Filen verkar skadad. Vi kan inte se vad den bär på och inte rensa den. Väljer du att skicka den går den i väg som den är.
cleaning-failed = Filen gick inte att rensa. Skicka originalet eller ta bort filen.
cleaning-stays = Det här finns kvar också i den rensade kopian:
cleaning-names = Texten i kommentarer och spårade ändringar finns kvar. Namnen på dem som skrev dem byts mot Author 1, Author 2 och så vidare.

## Bilder i formatet HEIC

cleaning-heic-why = Bilden har formatet HEIC, som vi inte kan rensa. Gör en JPEG av den först, så kan vi det.
cleaning-heic-iphone = På iPhone och iPad: spara bilden i appen Filer. Håll fingret på den där, välj Snabbåtgärder, Konvertera bild och JPEG. Välj sedan den nya filen här.
cleaning-heic-android = På Android: öppna bilden i Galleri eller Google Foto och exportera eller konvertera den till JPEG. Finns inte det valet, ta en skärmbild av den. Välj sedan den nya bilden här.
cleaning-heic-computer = På Mac: öppna bilden i Förhandsvisning, välj Arkiv, Exportera och JPEG. I Windows: öppna den i Foton, välj Spara som och filtypen .jpg.
