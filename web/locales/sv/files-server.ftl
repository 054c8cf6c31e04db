## Filer på sidan utan skript

server-files-title = Filer
server-files-lead = Du kan skicka med foton, dokument och inspelningar. Servern förseglar varje fil i samma stund som den kommer och sparar inget öppet.
server-files-uncleaned = Ingenting rensas ur filerna på den här sidan. En fil kan avslöja dig:
server-files-tells-photo = Ett foto eller en film kan säga var och när det togs, och med vilken telefon eller kamera.
server-files-tells-document = Ett dokument eller kalkylblad kan innehålla ditt namn, arbetsplatsens namn, kommentarer, ändringar och äldre versioner.
server-files-tells-name = Filens namn följer med. Byt namn på filen om namnet säger vem du är.
server-files-clean-title = Så rensar du en fil först
server-files-clean-photo = Ta en skärmbild av fotot eller dokumentet och skicka skärmbilden. Klipp bort det som inte ska synas.
server-files-clean-windows = I Windows: högerklicka på filen och välj Egenskaper, fliken Information och ”Ta bort egenskaper och personlig information”.
server-files-clean-document = I Word och Excel: välj Arkiv, Info, Sök efter problem och Granska dokument.
server-files-clean-tails = I Tails: öppna filen i Metadata Cleaner.
server-files-clean-script = Med skript visar det vanliga formuläret vad en fil avslöjar, och kan rensa de flesta.
server-files-bounds = Högst { $largest } i varje fil, { $together } tillsammans och { $count } filer.
server-files-label = Välj filer
server-files-add = Lägg till filerna
server-files-add-hint = När du lägger till filerna laddas de upp, och sidan kommer tillbaka med det du skrivit. Stora filer tar tid. Du kan också skicka allt på en gång.
server-files-added = Filer som följer med
server-files-take-away = Kryssa för en fil som inte ska följa med.
server-files-wait = Filer som du lägger till men inte skickar tas bort efter två till tre dygn.
server-files-closed = Just nu tas inga filer emot här. Texten kan du skicka ändå. Försök med filerna senare.
server-files-none = Välj en fil först.
server-files-too-large = { $name } är större än { $largest } och kom inte med. Allt annat finns kvar.
server-files-case-full = { $name } kom inte med, för filerna i ett ärende får ta högst { $together } tillsammans. Allt annat finns kvar.
server-files-too-many = { $name } kom inte med, för ärendet rymmer inte fler filer. Allt annat finns kvar.
server-files-too-many-today = { $name } kom inte med, för kanalen tar inte emot mer i filer i dag. Allt annat finns kvar. Skicka texten nu och filen en annan dag.
server-files-no-room = { $name } kom inte med, för servern har ont om plats. Allt annat finns kvar. Skicka texten nu och försök med filen senare.
server-files-failed = { $name } kom inte med, för något gick fel hos oss. Allt annat finns kvar. Försök igen.
server-files-nobodys = { $name } kom inte med, för det gick inte att se vart den hör. Allt annat finns kvar. Lägg till filen igen.
server-files-not-here = { $name } kom inte med, för här tas inga filer emot. Allt annat finns kvar.
server-files-cut = { $name } kom inte fram i sin helhet. Allt annat finns kvar. Lägg till filen igen.
server-files-others =
    { $count ->
        [one] En fil till kom inte med. Allt annat finns kvar.
       *[other] { $count } filer till kom inte med. Allt annat finns kvar.
    }
server-files-gone = En fil som du lade till finns inte kvar. Lägg till den igen. Allt annat finns kvar.
server-files-more = Här finns filer som du lade till tidigare. Se efter att bara de som ska följa med står i listan, och skicka igen.
server-files-kept = Filerna är inte borta. De kommer tillbaka med sidan när du försöker igen.
server-files-sent =
    { $total ->
        [one] { $verified } av 1 fil är framme och kontrollerad.
       *[other] { $verified } av { $total } filer är framme och kontrollerade.
    }
server-files-damaged =
    { $total ->
        [one] { $verified } av 1 fil är kontrollerad. Den saknas eller är skadad. Skicka den igen.
       *[other] { $verified } av { $total } filer är kontrollerade. Resten saknas eller är skadade. Skicka dem igen.
    }
server-file-get = Hämta { $name }
server-file-get-hint = Servern öppnar filen medan du hämtar den. Sedan ligger den öppen på din enhet.
server-file-broken-title = Filen är skadad
server-file-broken = { $name } är inte densamma som när den skickades, eller så saknas den. Den visas därför inte. Skriv till handläggarna och be dem skicka den igen.
server-file-back = Tillbaka till ärendet
server-file-size-bytes = { $size } byte
