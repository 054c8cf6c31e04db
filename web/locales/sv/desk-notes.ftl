### Skrivbordets anteckningar: trådar.

notes-answer = Svara
notes-answer-to = Svara på anteckningen av { $who }
notes-answer-name = Svar
notes-answer-by-to = { $who } till { $to }
notes-answers =
    { $count ->
        [one] Ett svar på anteckningen
       *[other] { $count } svar på anteckningen
    }
notes-answering = Svarar på anteckningen av { $who }: ”{ $words }”
notes-answering-lost = Svarar på en anteckning som inte visas längre.
notes-answer-nothing = Skriv den för sig i stället
notes-lost-unverified = Svarar på en anteckning som inte går att kontrollera, så den visas inte här.
notes-lost-struck = Svarar på en anteckning vars innehåll är struket.
notes-lost-no-note = Svarar på något som inte är en anteckning.
notes-key-answer = Svara på en anteckning

## Ärenden som hör ihop

links-add = Koppla till ett annat ärende …
links-title = Koppla till ett annat ärende
links-lead = Kopplingen syns bara för den som kan öppna båda ärendena.
links-search = Sök efter beteckning eller titel
links-which = Vilket ärende?
links-none = Inget av dina ärenden i kanalen stämmer.
links-more =
    { $count ->
        [one] Ett till stämmer. Skriv mer av titeln eller beteckningen.
       *[other] { $count } till stämmer. Skriv mer av titeln eller beteckningen.
    }
links-choose = Välj ett ärende.
links-merges = Det här ärendet fortsätter i det andra
links-merges-hint = Resultatet ”sammanfört med annat ärende” förs in här. Rapportören får inte veta det; skriv det i avslutet.
links-save = Koppla ihop
links-saved = Ärendena är kopplade.
links-remove = Ta bort
links-remove-of = Ta bort kopplingen till { $reference }
links-removed = Kopplingen är borttagen.
links-nowhere = De kan inte kopplas: i båda ärendena finns någon som inte kan öppna det andra, och som kopplingen skulle röja det för.
links-closed = Det andra ärendet går inte att öppna eller skriva i just nu. Ingenting är ändrat.
links-given-away = Under Handläggning står en koppling till { $references }, som den du ger tillgång inte kan öppna.
links-given-away-unopened =
    { $count ->
        [one] Under Handläggning står en koppling till ett ärende som du själv inte kan öppna.
       *[other] Under Handläggning står kopplingar till { $count } ärenden som du själv inte kan öppna.
    }
links-given-away-how = Skrivbordet visar ingen en koppling till ett ärende som den inte kan öppna. Med ett eget program skulle den kunna se att det finns ett till, men inget mer om det.
links-given-away-take = Ta bort kopplingen först
links-given-away-take-hint = Tidigare versioner av handläggningen har den kvar.
links-count =
    { $count ->
        [one] ett ärende
       *[other] { $count } ärenden
    }

## Nämna någon

mentions-list = Vem vill du nämna?
mentions-offered =
    { $count ->
        [one] { $title }. Ett förslag. Enter väljer det.
       *[other] { $title }. { $count } förslag. Piltangenterna går mellan dem, Enter väljer.
    }
mentions-nobody = Ingen av dem som kan öppna ärendet heter så: { $names }. Det blir vanlig text, och ingen får veta det.
mentions-hint = Skriv @ för att nämna någon som kan öppna ärendet.
mentions-you = Nämner dig
mentions-row = Nämnd

## Tilldela

assign = Tilldela …
assign-title = Vem ska arbeta med ärendet?
assign-key = Tilldela ärendet
assign-save = Tilldela
assign-saved = Sparat.
assign-row = tilldelat { $who }
assign-row-me = dig
