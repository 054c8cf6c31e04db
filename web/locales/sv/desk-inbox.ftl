### Inkorgens filter, ordning och sökning.

inbox-filters = Filter
inbox-filters-panel = Vad inkorgen visar
inbox-any = Alla
inbox-assigned-me = Mig
inbox-assigned-nobody = Ingen
inbox-assigned-unknown = Någon som inte längre finns i kanalen
inbox-category-none = Inget angivet
inbox-severity-unset = Inte bedömt
inbox-sort = Ordning
inbox-sort-duty = Det som brådskar först
inbox-sort-newest = Nyast först
inbox-sort-severity = Allvarligast först
inbox-list-newest = Ärenden, de nyaste först
inbox-list-severity = Ärenden, de allvarligaste först
inbox-leaves = { $count } av { $all }
inbox-on = Aktiva filter
inbox-on-search = ”{ $words }”
inbox-on-unread = Olästa
inbox-on-late = Försenade
inbox-on-soon = Inom en vecka
inbox-take-off = Ta bort: { $what }
inbox-clear = Rensa
inbox-row-severity = allvar: { $severity }
inbox-key-filters = Filtrera
inbox-key-clear = Rensa sökning och filter
