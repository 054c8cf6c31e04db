### Sparade vyer av inkorgen, och ändringar i många ärenden på en gång.

views = Vyer
views-shown = Vy: { $name }
views-key = Sparade vyer
views-none = Inga vyer är sparade än. En vy minns filter, sökning och ordning. Bara du ser dina vyer.
views-name = Spara det som visas nu som
views-save = Spara vyn
views-saved = Vyn { $name } är sparad.
views-replaces = En vy heter så redan. Den byts ut.
views-missing = Skriv vad vyn ska heta.
views-full = Du har { $most } vyer, och fler får inte plats. Ta bort en först.
views-not-saved = Vyerna är inte sparade.
views-remove = Ta bort vyn { $name }
views-removed = Vyn { $name } är borttagen.
views-undo = Ångra

bulk = Ändra flera ärenden
bulk-choose-rows = Välj flera
bulk-key-choose = Välj ärendet, för att ändra flera
bulk-row = Välj { $reference }: { $title }
bulk-chosen =
    { $count ->
        [0] Inga valda
        [one] 1 valt
       *[other] { $count } valda
    }
bulk-hidden =
    { $count ->
        [one] varav 1 inte visas nu
       *[other] varav { $count } inte visas nu
    }
bulk-all = Välj alla { $count } som visas
bulk-end = Klar
bulk-hint = Välj ärenden i listan. Skift tar med alla däremellan.
bulk-what = Ändring
bulk-assign = Tilldela
bulk-unassign = Ta bort tilldelning
bulk-tag = Lägg till etikett
bulk-untag = Ta bort etikett
bulk-whom = Vem
bulk-which-tag = Etikett
bulk-choose = Välj
bulk-me = Mig
bulk-missing-tag = Skriv en etikett.
bulk-missing-member = Välj vem det gäller.
bulk-change =
    { $count ->
        [one] Försegla och ändra 1 ärende
       *[other] Försegla och ändra { $count } ärenden
    }
bulk-began = Ärendena ändras ett efter ett. Du kan arbeta vidare.
bulk-working = Ändrar ärende { $done } av { $all }. Du kan arbeta vidare.
bulk-stop = Stoppa
bulk-done =
    { $count ->
        [0] Inget ärende ändrades.
        [one] 1 ärende är ändrat.
       *[other] { $count } ärenden är ändrade.
    }
bulk-done-same =
    { $count ->
        [one] 1 var redan så.
       *[other] { $count } var redan så.
    }
bulk-done-left =
    { $count ->
        [one] 1 hanns inte med.
       *[other] { $count } hanns inte med.
    }
bulk-done-failed =
    { $count ->
        [one] 1 gick inte att ändra.
       *[other] { $count } gick inte att ändra.
    }
bulk-failed-list = De som inte gick
bulk-failed-unopened = Ärendet går inte att öppna. Läs varför i ärendet.
bulk-failed-no-key = Personen kan inte öppna ärendet och kan inte tilldelas det.
bulk-failed-tags = Ärendet har redan så många etiketter som får plats.
bulk-again = Försök igen med de som är kvar
