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
