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
notes-lost-no-note = Answers something that is no note.
notes-key-answer = Answer a note
