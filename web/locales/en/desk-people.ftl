### The desk: who can open a case, conflicts of interest and handing on.

people-give = Give somebody access …
people-give-title = Give somebody access to the case
people-give-does = Whoever you choose can read everything in the case, also what is written already, and answer the reporter. You cannot take it back yourself: only the channel’s owner can shut somebody out, and what has been read has been read. The reporter sees that there is a change in who can open the case.
people-give-to = Who is to get access?
people-give-choose = Choose somebody.
people-give-nobody = There is nobody else to give the case to.
people-give-confirm = Seal and give access
people-give-again = This person stepped aside from the case or was shut out of it. Only give access back if the reason is gone, and write in a note why. Press once more to give it.
people-left-aside = has stepped aside
people-left-shut-out = was shut out
people-given = { $title } has access to the case now.

people-aside = Step aside …
people-aside-title = Step aside from the case
people-aside-does = The case gets a new key that you do not have. It disappears from your desk, your draft is erased, and you get no mails about it. Nothing that is written afterwards opens with any key you have had.
people-aside-undone = You cannot undo this yourself. A colleague who remains can give you access again.
people-aside-reason = Why do you step aside?
people-aside-reason-hint = Those who remain read it, in a note. The reporter only sees that there is a change in who can open the case. A few words are enough.
people-aside-reason-recovery = Whoever opens the case with the recovery key reads it, in a note. A few words are enough.
people-aside-reason-missing = Write why. A few words are enough.
people-aside-confirm = Seal and step aside
people-aside-nobody = That is not possible: nobody else could open the case. The reporter has shut out all others, or they are no longer in the channel.
people-aside-done = You have stepped aside. The case is no longer on your desk.
people-aside-note = I step aside. { $reason }

people-remain = After that these people can open it: { $names }.
people-remain-deputies = No handler is left. So the case goes to the deputies: { $names }.
people-remain-recovery = Neither a handler nor a deputy is left. After that only the recovery key opens the case: { $names }. Tell whoever has it, for the law’s days go on counting.

people-shut-out = Shut out …
people-shut-out-title = Shut { $title } out of the case
people-shut-out-does = The case gets a new key that { $title } does not have. It disappears from their desk, and nothing that is written afterwards opens with any key that { $title } has had. What has been read has been read.
people-shut-out-seen = Whoever is shut out is not told, but may notice that the case is no longer there. Those who remain see who shut out whom. You can give access again.
people-shut-out-confirm = Seal and shut out
people-shut-out-done = { $title } cannot open what is written from now on.

people-new-key-needed = Somebody has left the case, and the desk could not change its key after that. Write nothing that they may not read until the key is changed.
people-new-key = Change the key now
people-sealing = Sealing …

people-event-stepped-aside = { $who } stepped aside.
people-event-shut-out = { $who } shut out { $names }.
people-event-left = { $who } changed the key, for { $names } is no longer in the channel.
people-event-new-key = { $who } changed the key after whoever left the case. The desk does that by itself.
people-event-recovered = { $who } gave the case to { $names }, under a new key: nobody at the desk could open it.
people-event-came = { $names } got access.

people-unchanged = Nothing has changed.
people-unknown = We do not know whether it arrived. Try again: what is done already is not done twice.
people-refused-excluded = The reporter has shut that person out.
people-refused-left-before = That person stepped aside from the case or was shut out of it. If the reason is gone, open the case and give access there.
people-refused-gone = The case is no longer yours.
people-refused-not-listed = That person is no longer in the channel.
people-refused-busy = Others are changing the case just now. Try again in a moment.

people-taken-title = The case is no longer here
people-taken = It may have been erased, you may have left it, or others may have taken it over.

people-key-give = Give somebody access
people-key-aside = Step aside

## Handing several cases on

people-hand-on = Hand several cases on
people-hand-on-title = Hand cases on
people-hand-on-lead = Before a holiday, or for good. The cases are handed on one at a time, and nothing is left half done: if something goes wrong the rest stays with you, and you can go on from here.
people-hand-on-to = To whom?
people-hand-on-nobody = There is no colleague to hand cases on to.
people-hand-on-how = How?
people-hand-on-share = My colleague gets access, and I stay
people-hand-on-share-hint = For a holiday. Both of you can read and answer.
people-hand-on-aside = My colleague takes over, and I step aside
people-hand-on-aside-hint = The cases disappear from your desk and get a new key that you do not have. You cannot undo this yourself.
people-hand-on-reason-standard = I am handing my cases on.
people-hand-on-cases = Which cases?
people-hand-on-choose-cases = Choose at least one case.
people-hand-on-all = Choose all
people-hand-on-mine = Choose those assigned to me
people-hand-on-closed = Show closed ones too
people-hand-on-seen = In each case those who have it, and the reporter, see that more people can open it. Whoever has a case already is not given it again.
people-hand-on-seen-aside = In each case those who remain see that you stepped aside and who got access. The reporter sees that there is a change in who can open it.
people-hand-on-linked =
    { $count ->
        [one] One of them has a link to a case that you are not handing on. If your colleague cannot open that one, they could see with a program of their own that it exists. Take the link away first if they must not.
       *[other] { $count } of them have links to cases that you are not handing on. If your colleague cannot open those, they could see with a program of their own that they exist. Take the links away first if they must not.
    }
people-hand-on-do =
    { $count ->
        [0] Seal and hand on
        [one] Seal and hand on one case
       *[other] Seal and hand on { $count } cases
    }
people-hand-on-at = { $done } of { $of }
people-hand-on-stop = Stop after this case
people-hand-on-over =
    { $done ->
        [0] No case is handed on.
        [one] One case is handed on.
       *[other] { $done } cases are handed on.
    }
people-hand-on-stopped = Handed on: { $done }. Still to hand on: { $left }.
people-hand-on-broken = The server did not answer. Handed on: { $done }. Still to hand on: { $left }. Try again when there is a connection: what is done is not done twice.
people-hand-on-kept = These stay with you as they were:
people-hand-on-gone =
    { $count ->
        [one] One case is no longer here: it may have been handed on by an earlier try, have been erased, or others may have taken it over.
       *[other] { $count } cases are no longer here: they may have been handed on by an earlier try, have been erased, or others may have taken them over.
    }
people-hand-on-resume =
    { $count ->
        [one] One case that you were handing on is left. It is chosen below.
       *[other] { $count } cases that you were handing on are left. They are chosen below.
    }
people-hand-on-forget = Forget that

people-left-title = When somebody has left
people-left-lead = Whoever is no longer in the channel cannot get in. The cases they had also get a new key as soon as somebody who remains opens them. Here you do that at once, in all cases that you have. Hand them on to a colleague afterwards if need be. A case that only they could open can then be opened only with the recovery key: so ask whoever leaves to hand their cases on first.
people-left-do = Go through my cases
people-left-over =
    { $made ->
        [0] No case needed a new key.
        [one] One case has got a new key.
       *[other] { $made } cases have got a new key.
    }
people-left-failed =
    { $count ->
        [one] One case could not be fetched. Try again in a moment.
       *[other] { $count } cases could not be fetched. Try again in a moment.
    }
