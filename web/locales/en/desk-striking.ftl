# Striking information out of a letter, a note or the record.
striking-begin = Strike out
striking-begin-of = Strike out: { $name }, { $day }
striking-title = Strike out information
striking-lead = Personal data that does not belong to the case must be erased as soon as possible. Take it out of the text. The letter is erased, and what you leave stands in its place.
striking-left = This is to stay
striking-left-hint = Take out what does not belong here, and change nothing else. If the whole letter is irrelevant, leave the field empty.
striking-left-hint-hidden = Take out what does not belong here, and change nothing else. In this channel reporters are not shown their own words. What stays is therefore kept as an internal note.
striking-nothing = Take out what is to be struck, from the text or among the files.
striking-files = Files that are to stay
striking-files-hint = A file that you untick is erased. The others move to an internal note.
striking-ground = Reason
striking-ground-hint = The handlers of the case see the reason. Do not repeat what you strike.
striking-ground-hint-shared = The handlers of the case see the reason, and whoever has the case code could read it. Do not repeat what you strike.
striking-ground-missing = Write why the information does not belong to the case.
striking-decision = Disposal decision
striking-decision-hint = The reference of the decision that lets you erase information from a public record.
striking-decision-missing = Write the reference of the decision, at most 200 characters.
striking-decision-line = Decision: { $reference }
striking-note = What stays of a letter of { $day } that was struck.
striking-what = What will happen
striking-what-final = The letter is erased from the server for good. This cannot be undone.
striking-what-digest = Its number, day and checksum stay, so that everybody can see that nothing else was changed.
striking-what-reporter = The reporter sees that something was struck and when, and what stays. Never what was struck.
striking-what-handlers = All handlers of the case see that something was struck, when, by whom and why.
striking-what-caches = Your search index is written anew now. Colleagues’ are written anew when they next unlock, or erased within a week together with drafts in the case.
striking-what-backups = Backups hold the letter until they are erased themselves. What has been exported or printed already is not affected.
striking-confirm = Strike out for good
striking-busy = Striking …
striking-done = The information has been struck out.
striking-stays = Nothing was struck. The letter has been struck already, or has to stay: the log rests on it, or nothing may be erased from the case now.
striking-contradicted = Somebody else has just struck this. Read what stays.
striking-kept-step = This letter acknowledges, gives feedback, closes or reopens the case. The law’s days are counted from it, so it cannot be struck.
striking-kept-phase = This letter says where the work stands. Without it the case would stand elsewhere. Say in a new letter where the work stands, then strike this one.
striking-kept-held = The case is kept from erasing, such as for a trial. As long as it is, nothing can be struck.
striking-struck = Struck out
striking-struck-by = { $who } struck out information here, { $day }. Reason: { $reason }
striking-record-first = First take the information out of the record and save. Then the versions that still have it can be struck.
striking-record-lead = { $count ->
    [one] One earlier version of the record still says what has been taken out of it. It is struck:
   *[other] { $count } earlier versions of the record still say what has been taken out of it. All are struck:
}
striking-kept-record = On one of the versions rests where the work stands, a waiver, that the case is kept or a decision to erase it. It cannot be struck.
