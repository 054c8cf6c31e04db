### Inkorgens filter, ordning och sökning.

inbox-filters = Filter
inbox-filters-panel = Vad inkorgen visar
inbox-filter-mentioned = { $count } nämner mig
inbox-filter-asked = { $count } väntar på er
inbox-filter-ending = { $count } för gallring
inbox-any = Alla
inbox-assigned-me = Mig
inbox-assigned-nobody = Ingen
inbox-assigned-unknown = Någon som inte längre finns i kanalen
inbox-category-none = Inget angivet
inbox-severity-unset = Inte bedömt
inbox-todo-acknowledge = Bekräfta mottagandet
inbox-todo-feedback = Återkoppla
inbox-todo-step = Ta nästa steg
inbox-todo-tell = Underrätta den som pekas ut
inbox-todo-protect = Följa upp skyddet
inbox-todo-recommend = Genomföra åtgärder
inbox-todo-review = Se över bevarandet
inbox-todo-decide = Besluta om gallring
inbox-sort = Ordning
inbox-sort-duty = Det som brådskar först
inbox-sort-newest = Nyast först
inbox-sort-severity = Allvarligast först
inbox-list-newest = Ärenden, de nyaste först
inbox-list-severity = Ärenden, de allvarligaste först
inbox-leaves = { $count } av { $all }
inbox-on = Aktiva filter
inbox-on-search = ”{ $words }”
inbox-on-asked = Väntar på er
inbox-on-unread = Olästa
inbox-on-mentioned = Nämner mig
inbox-on-ending = Gallring
inbox-on-late = Försenade
inbox-on-soon = Inom en vecka
inbox-take-off = Ta bort: { $what }
inbox-clear = Rensa
inbox-row-severity = allvar: { $severity }
inbox-row-ending = raderas { $day }
inbox-row-undecided = gallringsbeslut saknas
inbox-found-further = Finns längre bak i ärendet.
inbox-unopened =
    { $count ->
        [one] Ett ärende är inte öppnat här än och söks inte igenom.
       *[other] { $count } ärenden är inte öppnade här än och söks inte igenom.
    }
inbox-cut =
    { $count ->
        [one] Ett ärende är så långt att sökningen inte når de äldsta orden: { $references }.
       *[other] { $count } ärenden är så långa att sökningen inte når de äldsta orden, bland dem { $references }.
    }
inbox-key-filters = Filtrera
inbox-key-clear = Rensa sökning och filter
