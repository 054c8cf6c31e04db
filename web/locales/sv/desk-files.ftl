### Filer i ärenden, vid skrivbordet.

## Vad för slags fil

desk-file-kind-picture = Bild
desk-file-kind-text = Textdokument
desk-file-kind-pdf = PDF-dokument
desk-file-kind-sheet = Kalkylblad
desk-file-kind-slides = Presentation
desk-file-kind-sound = Ljud
desk-file-kind-film = Film
desk-file-kind-mail = E-post
desk-file-kind-package = Paket av filer
desk-file-kind-other = Fil

## Filerna i ett brev

desk-file-list = Filer
desk-file-verified =
    { $count ->
        [one] { $verified } av 1 fil kontrollerad
       *[other] { $verified } av { $count } filer kontrollerade
    }
desk-file-looking = Kontrollerar filerna …
desk-file-look-failed = Filerna kunde inte jämföras med brevet.
desk-file-again = Försök igen
desk-file-is-verified = kontrollerad
desk-file-is-open = varje del kontrollerad
desk-file-is-damaged = skadad
desk-file-is-missing = saknas
desk-file-damaged-list = Det som servern har är inte den fil som förseglades. Därför går den inte att öppna eller spara. Säg till den som driver servern: filen kan finnas i en säkerhetskopia. Annars behöver avsändaren skicka den igen.
desk-file-damaged-piece = En del av filen är inte den som förseglades. Därför går den inte att öppna eller spara. Hämta den en gång till. Hjälper det inte, säg till den som driver servern: filen kan finnas i en säkerhetskopia. Annars behöver avsändaren skicka den igen.
desk-file-missing = Servern lämnar inte ut filen, fast den hör till brevet. Säg till den som driver servern: filen kan finnas i en säkerhetskopia. Annars behöver avsändaren skicka den igen.
desk-file-failed-network = Filen är inte hämtad: servern svarar inte.
desk-file-failed-refused = Filen är inte hämtad: servern lämnar inte ut den just nu.
desk-file-failed-worker = Webbläsaren kunde inte öppna filen. Ladda om sidan och försök igen.
desk-file-preview = Visa
desk-file-preview-of = Visa { $name }
desk-file-save = Spara
desk-file-save-of = Spara { $name }
desk-file-save-all = Spara alla
desk-file-save-stop = Avbryt
desk-file-cancel = Avbryt
desk-file-cancel-of = Avbryt { $name }
desk-file-again-of = Hämta { $name } igen
desk-file-fetching = Hämtar och kontrollerar { $name }
desk-file-amount = { $done } av { $whole }
desk-file-offline = Inget svar. Försöker igen …
desk-file-seconds-left =
    { $count ->
        [one] 1 sekund kvar
       *[other] { $count } sekunder kvar
    }
desk-file-minutes-left =
    { $count ->
        [one] 1 minut kvar
       *[other] { $count } minuter kvar
    }
desk-file-hours-left =
    { $count ->
        [one] 1 timme kvar
       *[other] { $count } timmar kvar
    }
desk-file-saved = Sparad.
desk-file-was-saved = { $name } är sparad.
desk-file-was-damaged = { $name } är skadad eller saknas.
desk-file-digest = Kontrollsumma (SHA-256)
desk-file-copy-digest = Kopiera

## Innan något sparas som kan göra skada

desk-file-warn-title = Spara filen på den här datorn?
desk-file-warn-said = Avsändaren kallar den:
desk-file-warn-risk = Att öppna den på den här datorn är en risk. Är du osäker, spara den inte: låt it-avdelningen öppna den på en dator som inte har något annat.
desk-file-warn-save = Spara ändå
desk-file-warn-skip = Spara inte

## Skicka filer

desk-file-add = Lägg till filer …
desk-file-drop = Släpp filerna här
desk-file-or-drop = Du kan också släppa dem här.
desk-file-bounds = Högst { $largest } per fil och { $whole } i ett ärende, där { $left } är ledigt.
desk-file-closed = Servern tar inte emot filer just nu. Texten kan du skicka ändå. Skicka filerna senare.
desk-file-chosen = Filer som följer med
desk-file-why-cleaned = Det som filerna bär på om dig och er rensas bort, om du inte väljer originalet. Rapportören ser inget av det.
desk-file-why-original = Filer i en anteckning går som de är: rensas de är de inte längre samma bevis.
desk-file-not-kept = Filer sparas inte med utkastet. De skickas först när du trycker på knappen. Lämnar eller låser du skrivbordet innan dess får du välja dem igen.
desk-file-stay = Lås inte skrivbordet och lämna det inte medan filerna skickas. Du kan läsa andra ärenden så länge.
desk-file-remove = Ta bort
desk-file-remove-of = Ta bort { $name }
desk-file-version-of = Hur { $name } skickas
desk-file-version-cleaned = Rensad
desk-file-version-original = Originalet
desk-file-inspecting = Ser efter vad den bär på …
desk-file-carries = Bär på:
desk-file-loses = Rensas bort:
desk-file-keeps = Finns kvar också rensad:
desk-file-goes-as-it-is = Den går inte att rensa och skickas som den är.
desk-file-not-seen = Webbläsaren kunde inte se efter vad filen bär på. Den skickas som den är.
desk-file-nothing-found = Inget att rensa hittades.
desk-file-cleaning = Rensas …
desk-file-waiting = Väntar …
desk-file-paused = Pausad
desk-file-up = framme, väntar på brevet
desk-file-unreadable = Filen går inte att läsa. Den kan vara en mapp, eller ha flyttats eller ändrats sedan du valde den. Ta bort den och välj den igen.
desk-file-too-large = Filen är för stor. Ta bort den, dela upp den eller skicka bara den del som behövs.
desk-file-not-cleaned = Filen gick inte att rensa. Välj originalet eller ta bort filen.
desk-file-not-up = Filen kom inte fram.
desk-file-too-many = Högst 100 filer följer med ett brev. De sista togs inte med.
desk-file-case-full = Filerna är för stora tillsammans. Ta bort någon av dem.
desk-file-sending-of = Skickar { $name }
desk-file-pause = Pausa
desk-file-resume = Fortsätt
desk-file-stop = Avbryt
desk-file-sending = Skickar filerna. Brevet går när alla är framme.
desk-file-unsent = Filerna kom inte alla fram, så brevet är inte skickat. Se vid filen vad som hände. Det som är framme skickas inte en gång till.
desk-file-unsent-title = Filer är inte skickade
desk-file-unsent-lock = Du har valt filer som inte är skickade. De sparas inte i utkastet. Låser du nu får du välja dem igen.
desk-file-unsent-sign-out = Du har valt filer som inte är skickade. De sparas inte i utkastet. Loggar du ut nu får du välja dem igen.
