### Skrivbordet: vad en fil är, och att se på den utan att öppna den på datorn.

preview-type-jpeg = JPEG-bild
preview-type-png = PNG-bild
preview-type-gif = GIF-bild
preview-type-webp = WebP-bild
preview-type-avif = AVIF-bild
preview-type-heic = HEIC-bild
preview-type-bmp = BMP-bild
preview-type-tiff = TIFF-bild
preview-type-svg = SVG-teckning
preview-type-pdf = PDF-dokument
preview-type-word = Word-dokument
preview-type-excel = Excel-kalkylblad
preview-type-powerpoint = PowerPoint-presentation
preview-type-office-macros = Kontorsdokument som kan innehålla makron
preview-type-office-old = Kontorsdokument i äldre format
preview-type-opendocument = OpenDocument-dokument
preview-type-epub = E-bok
preview-type-rtf = RTF-dokument
preview-type-message = E-postmeddelande
preview-type-outlook = Outlook-meddelande
preview-type-outlook-store = Outlook-brevlåda
preview-type-html = Webbsida
preview-type-xml = XML-fil
preview-type-text = Textfil
preview-type-script = Skript
preview-type-shortcut = Genväg
preview-type-windows = Program för Windows
preview-type-installer = Installationsprogram för Windows
preview-type-elf = Program för Linux
preview-type-mac = Program för Mac
preview-type-java = Java-program
preview-type-android = Android-program
preview-type-zip = ZIP-arkiv
preview-type-archive = Arkiv
preview-type-disk = Skivavbild
preview-type-mp3 = MP3-ljud
preview-type-m4a = AAC-ljud
preview-type-ogg = Ogg-ljud
preview-type-flac = FLAC-ljud
preview-type-wav = WAV-ljud
preview-type-amr = AMR-ljud
preview-type-video = Film
preview-type-database = SQLite-databas
preview-type-empty = Tom fil
preview-type-unknown = Okänd filtyp

preview-danger-program = Det är ett program. Den som öppnar det låter avsändaren göra vad som helst på datorn.
preview-danger-script = Det är ett skript. På en del datorer räcker ett dubbelklick för att det ska köras.
preview-danger-page = Det kan innehålla skript och kan tala om för någon att det har öppnats, när och varifrån.
preview-danger-macros = Det kan innehålla makron, som är program. Öppna det bara i skyddat läge, och tillåt inga makron.
preview-danger-shortcut = Det är en genväg, som kan starta ett program eller öppna en adress som avsändaren har valt.
preview-danger-disk = Det är en skivavbild. Det som ligger i den öppnas utan datorns vanliga varningar.
preview-danger-name = Namnet är skrivet så att det ser ut som något annat än det är.
preview-differs = Innehållet stämmer inte med namnet eller med vad avsändarens dator sa.
preview-agrees = Innehållet stämmer med namnet.
preview-cannot-tell = Vad det är går inte att se av innehållet.

preview-title = Förhandsvisning
preview-close = Stäng
preview-opening = Öppnar filen …
preview-sealed-off = Visas i en avskild ruta: webbläsaren är tillsagd att inte köra något i filen och inte släppa ut något ur rutan.
preview-not-shown = Den här sortens fil visas inte här. Den kan bara sparas.
preview-frame = Filens innehåll
preview-image = Bilden
preview-page-image = Sida { $page } av { $pages }
preview-page-text = Text på sidan
preview-pages = Sidor
preview-page = Sida { $page } av { $pages }
preview-page-before = Föregående sida
preview-page-after = Nästa sida
preview-size = Storlek
preview-larger = Större
preview-smaller = Mindre
preview-fit = Anpassa
preview-whole-size = 100 %
preview-turn = Vrid
preview-cut-pages =
    { $shown ->
        [one] Bara den första av { $pages } sidor visas. Spara filen för att se resten.
       *[other] Bara de första { $shown } av { $pages } sidor visas. Spara filen för att se resten.
    }
preview-cut-text = Bara början visas: { $shown } av { $all } byte. Spara filen för att se resten.
preview-read-as = Läst som { $encoding }.
preview-marks =
    { $count ->
        [one] Ett osynligt tecken, som kan dölja eller vända text, är utskrivet.
       *[other] { $count } osynliga tecken, som kan dölja eller vända text, är utskrivna.
    }
preview-still = Bara den första bilden av flera visas.
preview-sound = Ljudet
preview-keys = Piltangenter och Page Up och Page Down bläddrar, plus och minus ändrar storleken, R vrider, Esc stänger.
preview-failed-too-large = Filen är för stor att visas här. Den kan sparas.
preview-failed-damaged = Filen är skadad eller gjord så att den inte går att visa. Den kan sparas.
preview-failed-locked = Dokumentet är skyddat med lösenord. Spara det, och öppna det med lösenordet.
preview-failed-unplayable = Webbläsaren kan inte spela den här sortens ljud. Filen kan sparas.
preview-failed-unknown-to-browser = Webbläsaren kan inte visa den här sortens bild. Filen kan sparas.
preview-failed-late = Det tog för lång tid att visa filen, så det avbröts. Filen kan sparas.
preview-failed-broken = Förhandsvisningen kunde inte startas. Ladda om sidan och försök igen. Filen kan sparas.
preview-failed-unread = Webbläsaren kunde inte läsa filen. Ladda om sidan och försök igen.
