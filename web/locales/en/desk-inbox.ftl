### The inbox's filters, orders and search.

inbox-filters = Filters
inbox-filters-panel = What the inbox shows
inbox-filter-mentioned = { $count } { $count ->
        [one] mentions me
       *[other] mention me
    }
inbox-filter-asked = { $count } waiting for you
inbox-filter-ending = { $count } at their end
inbox-any = All
inbox-assigned-me = Me
inbox-assigned-nobody = Nobody
inbox-assigned-unknown = Somebody who is no longer in the channel
inbox-category-none = Not stated
inbox-severity-unset = Not assessed
inbox-todo-acknowledge = Acknowledge
inbox-todo-feedback = Give feedback
inbox-todo-step = Take the next step
inbox-todo-tell = Tell the person concerned
inbox-todo-protect = Review the protection
inbox-todo-recommend = Carry out measures
inbox-todo-review = Review the hold
inbox-todo-decide = Decide on erasure
inbox-sort = Order
inbox-sort-duty = Most urgent first
inbox-sort-newest = Newest first
inbox-sort-severity = Most serious first
inbox-list-newest = Cases, the newest first
inbox-list-severity = Cases, the most serious first
inbox-leaves = { $count } of { $all }
inbox-on = Active filters
inbox-on-search = “{ $words }”
inbox-on-asked = Waiting for you
inbox-on-unread = Unread
inbox-on-mentioned = Mentions me
inbox-on-ending = At their end
inbox-on-late = Overdue
inbox-on-soon = Within a week
inbox-take-off = Remove: { $what }
inbox-clear = Clear
inbox-row-severity = severity: { $severity }
inbox-row-ending = erased { $day }
inbox-row-undecided = no decision on erasure
inbox-found-further = Stands further back in the case.
inbox-unopened =
    { $count ->
        [one] One case has not been opened here yet and is not searched.
       *[other] { $count } cases have not been opened here yet and are not searched.
    }
inbox-cut =
    { $count ->
        [one] One case is so long that the search does not reach its oldest words: { $references }.
       *[other] { $count } cases are so long that the search does not reach their oldest words, { $references } among them.
    }
inbox-key-filters = Filter
inbox-key-clear = Clear search and filters
