### Saved views of the inbox, and changing many cases at once.

views = Views
views-shown = View: { $name }
views-key = Saved views
views-none = No views are saved yet. A view remembers filters, search and order. Only you see your views.
views-name = Save what is shown now as
views-save = Save the view
views-saved = The view { $name } is saved.
views-replaces = A view already has that name. It will be replaced.
views-missing = Write what to call the view.
views-full = You have { $most } views, and there is no room for more. Remove one first.
views-not-saved = The views are not saved.
views-remove = Remove the view { $name }
views-removed = The view { $name } is removed.
views-undo = Undo

bulk = Change several cases
bulk-choose-rows = Select several
bulk-key-choose = Select the case, to change several
bulk-row = Select { $reference }: { $title }
bulk-chosen =
    { $count ->
        [0] None selected
        [one] 1 selected
       *[other] { $count } selected
    }
bulk-hidden =
    { $count ->
        [one] of which 1 is not shown now
       *[other] of which { $count } are not shown now
    }
bulk-all = Select all { $count } shown
bulk-end = Done
bulk-hint = Select cases in the list. Shift takes all in between.
bulk-what = Change
bulk-assign = Assign to
bulk-unassign = No longer assign to
bulk-tag = Add a tag
bulk-untag = Remove a tag
bulk-whom = Who
bulk-which-tag = Tag
bulk-choose = Choose
bulk-me = Me
bulk-missing-tag = Write a tag.
bulk-missing-member = Choose who it is about.
bulk-change =
    { $count ->
        [one] Seal and change 1 case
       *[other] Seal and change { $count } cases
    }
bulk-began = The cases are changed one after the other. You can go on working.
bulk-working = Changing case { $done } of { $all }. You can go on working.
bulk-stop = Stop
bulk-done =
    { $count ->
        [0] No case was changed.
        [one] 1 case is changed.
       *[other] { $count } cases are changed.
    }
bulk-done-same =
    { $count ->
        [one] 1 was like that already.
       *[other] { $count } were like that already.
    }
bulk-done-left =
    { $count ->
        [one] 1 was not tried.
       *[other] { $count } were not tried.
    }
bulk-done-failed =
    { $count ->
        [one] 1 could not be changed.
       *[other] { $count } could not be changed.
    }
bulk-failed-list = Those that could not be changed
bulk-failed-unopened = The case cannot be opened. Read why in the case.
bulk-failed-no-key = That person cannot open the case, and cannot be assigned it.
bulk-failed-tags = The case has as many tags as there is room for.
bulk-again = Try again with those that are left
