### The desk's notes: threads.

notes-answer = Answer
notes-answer-to = Answer the note by { $who }
notes-answer-name = Answer
notes-answer-by-to = { $who } to { $to }
notes-answers =
    { $count ->
        [one] One answer to the note
       *[other] { $count } answers to the note
    }
notes-answering = Answers the note by { $who }: “{ $words }”
notes-answering-lost = Answers a note that is not shown any more.
notes-answer-nothing = Write it by itself instead
notes-lost-unverified = Answers a note that cannot be verified, so it is not shown here.
notes-lost-struck = Answers a note whose content has been struck.
notes-lost-no-note = Answers something that is not a note.
notes-key-answer = Answer a note

## Cases that belong together

links-add = Link to another case …
links-title = Link to another case
links-lead = Only those who can open both cases see the link.
links-search = Search by reference or title
links-which = Which case?
links-none = None of your cases in the channel matches.
links-more =
    { $count ->
        [one] One more matches. Type more of the title or reference.
       *[other] { $count } more match. Type more of the title or reference.
    }
links-choose = Choose a case.
links-merges = This case goes on in the other
links-merges-hint = The outcome “merged with another case” is entered here. The reporter is not told; say so as you close.
links-save = Link
links-saved = The cases are linked.
links-remove = Remove
links-remove-of = Remove the link to { $reference }
links-removed = The link has been removed.
links-nowhere = They cannot be linked: in both cases there is somebody who cannot open the other, and to whom the link would give it away.
links-closed = The other case cannot be opened or written in just now. Nothing has been changed.
links-given-away = Case work has a link to { $references }, which whoever you give access to cannot open.
links-given-away-unopened =
    { $count ->
        [one] Case work has a link to a case that you cannot open yourself.
       *[other] Case work has links to { $count } cases that you cannot open yourself.
    }
links-given-away-how = The desk shows nobody a link to a case that they cannot open. With a program of their own they could see that there is another, and nothing more of it.
links-given-away-take = Take the link away first
links-given-away-take-hint = Earlier versions of the case work keep it.
links-count =
    { $count ->
        [one] one case
       *[other] { $count } cases
    }

## Mentioning somebody

mentions-list = Whom do you want to mention?
mentions-offered =
    { $count ->
        [one] { $title }. One suggestion. Enter takes it.
       *[other] { $title }. { $count } suggestions. The arrow keys go between them, Enter takes one.
    }
mentions-nobody = Nobody who can open the case is called that: { $names }. It becomes plain text, and nobody is told.
mentions-hint = Type @ to mention somebody who can open the case.
mentions-you = Mentions you
mentions-row = Mentioned

## Assigning

assign = Assign …
assign-title = Who is to work on the case?
assign-key = Assign the case
assign-save = Assign
assign-saved = Saved.
assign-row = assigned to { $who }
assign-row-me = you
