### The desk's cases: the inbox and a case.

cases-title = Cases
cases-inbox = Inbox
cases-search = Search letters, notes and file names
cases-filter-duty = Show by what is to be done
cases-filter-all = All { $count }
cases-filter-late = { $count } { $count ->
        [one] overdue
       *[other] overdue
    }
cases-filter-soon = { $count } within a week
cases-filter-unread = { $count } { $count ->
        [one] unread
       *[other] unread
    }
cases-state-received = Received
cases-state-acknowledged = Acknowledged
cases-state-closed = Closed
cases-claimed-acknowledged = The server says: acknowledged. This has not been verified.
cases-claimed-closed = The server says: closed. This has not been verified.
cases-clocks-apart = The clocks of this computer and the server do not agree: here it is { $own }, at the server { $server }. Time limits are reckoned by this computer. Set its clock right if it is wrong. If it is right, tell whoever runs the server.
cases-inbox-went-back = The server shows less, or other, than it showed before in these cases: { $references }. It may have been restored from an old copy, or be holding something back. Tell whoever runs the server.
cases-missing =
    { $count ->
        [one] A case that you have had open is no longer in the list. It may have been erased, you may have left it, others may have taken it over, or the server is hiding it. If you do not know why, ask the channel’s owner.
       *[other] { $count } cases that you have had open are no longer in the list. They may have been erased, you may have left them, others may have taken them over, or the server is hiding them. If you do not know why, ask the channel’s owner.
    }
cases-missing-unopened =
    { $count ->
        [one] One row of the list has not been opened and may be any case, or none.
       *[other] { $count } rows of the list have not been opened and may be any cases, or none.
    }
cases-missing-known = I know why
cases-list = Cases, the most urgent first
cases-found =
    { $count ->
        [0] No cases found.
        [one] One case found.
       *[other] { $count } cases found.
    }
cases-loading = Fetching the cases …
cases-opening-left =
    { $count ->
        [one] One case is being checked …
       *[other] { $count } cases are being checked …
    }
cases-retry = Try again
cases-empty-title = No cases yet
cases-empty = When somebody files a report that you may open, it stands here. Meanwhile, check that the link to the channel is on the intranet, so that those who need it find it.
cases-empty-search-title = Nothing matches
cases-empty-search = Try fewer words, or show all cases.
cases-empty-filter-title = Nothing here
cases-empty-filter = There are no such cases at the moment.
cases-show-all = Show all cases
cases-row-unopened = Opening …
cases-row-untitled = A report without text
cases-row-unfetched = The server does not hand it out
cases-row-damaged = The case cannot be opened
cases-row-warning = Something is wrong
cases-row-draft = Draft
cases-row-new =
    { $count ->
        [one] 1 new
       *[other] { $count } new
    }
cases-row-received = came { $day }
cases-row-closed = closed { $day }

## Days

cases-day-today = today
cases-day-tomorrow = tomorrow
cases-day-yesterday = yesterday
cases-duty-acknowledge-by = Acknowledge by { $day }
cases-duty-feedback-by = Give feedback by { $day }
cases-duty-step-by = Next step by { $day }
cases-duty-tell-by = Tell the person concerned by { $day }
cases-duty-protect-by = Review the protection by { $day }
cases-duty-recommend-by = Measures carried out by { $day }
cases-duty-review-by = Review the hold by { $day }
cases-duty-decide-by = Decision on erasure by { $day }
cases-days-left =
    { $days ->
        [one] 1 day left
       *[other] { $days } days left
    }
cases-days-over =
    { $days ->
        [one] 1 day late
       *[other] { $days } days late
    }

## The case

cases-none-title = Choose a case
cases-none = What is most urgent stands first. J and K go up and down the list, Enter opens.
cases-none-no-keys = What is most urgent stands first.
cases-back = All cases
cases-facts = About the case
cases-conversation = The conversation
cases-came =
    { $count ->
        [one] One new entry has come in.
       *[other] { $count } new entries have come in.
    }
cases-came-show = Show
cases-unkept-title = A draft has not been saved
cases-unkept-lock = The server has not taken what you have written. If you lock now it is lost. Wait until the server answers, or copy it to another safe place.
cases-unkept-sign-out = The server has not taken what you have written. If you sign out now it is lost. Wait until the server answers, or copy it to another safe place.
cases-unkept-too-long = What you have written in a case is too long to be saved. If you leave now it is lost. Shorten it, or copy it to another safe place.
cases-unkept-stay = Stay
cases-unkept-lock-anyway = Lock anyway
cases-unkept-sign-out-anyway = Sign out anyway
cases-opening = The case is being opened and checked …
cases-failed-title = The case could not be fetched
cases-damaged-title = The case cannot be shown
cases-problem-keyring = The channel’s list of keys is not the one you have on record. Somebody may have replaced it. Nothing is opened and nothing is sent. Tell the channel’s owner and whoever runs the server.
cases-problem-opener = The browser could not open the case. Reload the page and try again.

cases-path-short-browser = in the browser
cases-path-short-server = on the server
cases-path-short-desk = at the desk
cases-path-browser = Sealed in the browser
cases-path-server = Sealed on the server
cases-path-desk = Entered by a handler

cases-report = The report
cases-reporter = The reporter
cases-you = You
cases-recovery = The holder of the recovery key
cases-new = New
cases-step-acknowledge = acknowledgement
cases-step-feedback = feedback
cases-step-close = closing
cases-step-reopen = opened again
cases-step-minutes = minutes
cases-step-assess = assessment
cases-step-investigate = investigation
cases-step-conclude = putting it together
cases-step-out-of-scope = outside the channel
cases-step-refer = referral
cases-note = Note
cases-note-hidden = not seen by the reporter
cases-no-answers = The reporter has not written anything.
cases-question-other = An answer to a question that the form no longer has
cases-day-differs = The server’s date and the writer’s differ by more than a day.
cases-sealed-on-server = Sealed on the server. Whoever controlled the server at that moment could have read along.
cases-entered = Came on { $day } and was entered by a handler.
cases-code-seen = A handler has at some time seen the case code.

cases-act-meeting-offered = { $who } suggests a meeting or a call.
cases-act-allow = The reporter lets somebody who was shut out have the case.
cases-act-continues = The reporter continues an earlier case here.
cases-act-contact-opened = { $who } opened the contact details.
cases-act-reason = Reason: { $reason }
cases-grant = { $who } gave { $title } access to the case.
cases-rekey = { $who } changed the key of the case. Those who remain can open what is written from now on.

## Writing

cases-write = Write in the case
cases-kind = What are you writing?
cases-kind-reply = Reply
cases-kind-acknowledge = Acknowledgement
cases-kind-feedback = Feedback
cases-kind-close = Closing
cases-kind-reopen = Open again
cases-kind-note = Note
cases-lead-reply = The reporter reads it the next time they open the case.
cases-lead-acknowledge = Says that the report has been received. Change the text if you like.
cases-lead-feedback = Say what you have done or intend to do, and why. It counts as the feedback that the law demands.
cases-lead-close = The last the reporter reads of what came of the case.
cases-lead-reopen = Tell the reporter why the case is opened again.
cases-lead-note = Only those who can open the case see it. The reporter never does.
cases-close-means-title = What happens when you close
cases-close-means-stays = The reporter can still read and write here, for example about reprisals.
cases-close-means-duties = The case goes to the end of the inbox. If acknowledgement or feedback is missing, the desk reminds you until it has been given.
cases-close-means-reopen = You can open it again.
cases-close-not-acknowledged = Nobody has acknowledged the report. Better do that first.
cases-close-not-fed-back = No feedback has been given. Better give it first: the closing does not count as feedback.
cases-send-reply = Seal and send
cases-send-acknowledge = Seal and acknowledge
cases-send-feedback = Seal and give feedback
cases-send-close = Seal and close
cases-send-reopen = Seal and open again
cases-send-note = Seal and save
cases-sending = Sealing and sending …
cases-sent-reply = The reply has arrived.
cases-sent-acknowledge = The acknowledgement has arrived.
cases-sent-feedback = The feedback has arrived.
cases-sent-close = The case is closed.
cases-sent-reopen = The case is open again.
cases-sent-note = The note is saved.
cases-sent-earlier = What you wrote first had arrived. The change has not been sent; it is still in the box.
cases-draft-kept = The draft is kept sealed.
cases-draft-too-long = What is unfinished in the case is too long to be saved. Shorten it, or send some of it.
cases-draft-not-kept = The draft is not kept yet. The server does not answer. We will try again.
cases-characters-left =
    { $count ->
        [one] 1 character left
       *[other] { $count } characters left
    }
cases-text-empty = Write something first.
cases-text-too-long = The text is too long. Shorten it to at most 100,000 characters, or send it in two parts.
cases-not-sent = Not sent.
cases-perhaps-sent = It may or may not have arrived.
cases-send-unknown = No answer came from the server, so we do not know whether it arrived. The text is still here. Send again: if it has already arrived it will not be there twice.
cases-send-still-unknown = Whether the earlier try arrived is still not known, and this one was not taken. The text is still here. Send again in a while: if it has already arrived it will not be there twice.
cases-send-not-shown = The server says that it has stored it, but does not show it in the case. Until it does, nothing counts as sent. The text is still here. Send again: it will not be there twice. If this happens again, tell whoever runs the server.
cases-contradicted-same-step = Somebody else did the same just before you. Read what is new. If your text is needed all the same, send it as a reply.
cases-contradicted-closed = Somebody else has closed the case. Read what is new and decide whether the text still holds.
cases-contradicted-reopened = Somebody else has opened the case again. Read what is new and decide whether the text still holds.
cases-contradicted-answered = Somebody else has just written to the reporter. Read it, and send again if your text is still needed.
cases-contradicted-unread = The reporter has just written something. Read it before you close.
cases-contradicted-damaged = Something new cannot be verified. Read the warning above before you send.
cases-contradicted-left-out = You no longer belong to the case and cannot write in it.
cases-refused-withheld = The server holds back what stands just before. So nothing can be sent. Try again in a while, and tell whoever runs the server.
cases-refused-no-standing = You no longer belong to the case and cannot write in it.
cases-refused-old-keyring = The case names a newer list of keys than yours. Reload the page and try again.
cases-refused-busy = Others are writing in the case right now. Wait a moment and send again.
cases-cannot-write = You can read this but not write: as far as can be checked, you do not belong to the case.
cases-closed-write = The case is closed. You can still write to the reporter.

cases-standard-acknowledgement =
    Hello,

    Thank you for telling us. We have received your report and begin by reading it carefully.

    By { $day } you will learn here, to a reasonable extent, what we have done or intend to do, and why. We may have questions before that, so do look in from time to time. If you think of anything more, you can write here whenever you like.
cases-standard-closing =
    Hello,

    We have now gone through what you told us and close the case.

    You can still read and write here. If anything is done to you because of your report, tell us at once.

## To do, and facts

cases-to-do = To do
cases-nothing-to-do = Nothing at the moment.
cases-to-do-closed = The case is closed.
cases-law-acknowledge = The law: within seven days of the report’s arrival, by { $day }.
cases-law-feedback-acknowledged = The law: within three months of the acknowledgement, by { $day }.
cases-law-feedback-unacknowledged = The law: within three months of the seventh day, by { $day }, if no acknowledgement is given.
cases-law-late = The time has passed. The reporter may always turn to an authority. That feedback is missing can also matter to whether the law protects somebody who makes it public.
cases-do-acknowledge = Acknowledge
cases-do-feedback = Give feedback
cases-do-step = Change the next step …
cases-do-note = Put on record …
cases-do-close = Close the case …
cases-do-reopen = Open again …
cases-the-case = The case
cases-reference = Reference
cases-state = State
cases-path = Way in
cases-category = About
cases-received = Came
cases-acknowledged = Acknowledged
cases-fed-back = Feedback given
cases-closed = Closed
cases-not-yet = not yet
cases-can-open = Can open
cases-can-open-you = you
cases-can-open-recovery = recovery key
cases-excluded = Shut out by the reporter
cases-excluded-hint = They do not know that the case exists. Do not tell them.
cases-law-days = The law’s dates
cases-law-days-acknowledge = Acknowledgement by
cases-law-days-feedback = Feedback by

## Contact details

cases-contact = Contact details
cases-contact-sealed = They are sealed separately. Whether the reporter gave any shows only when you open them.
cases-contact-open = Open …
cases-contact-two = In this channel it takes two persons to open them. That cannot be done here yet.
cases-contact-damaged = The contact details are damaged and cannot be opened.
cases-contact-ask-title = Open the contact details?
cases-contact-ask = Do it only if you need to know who the reporter is. The reporter sees that you have opened them, on which day, and why. It cannot be undone.
cases-contact-reason = Why do you need them?
cases-contact-reason-hint = A sentence is enough. The reporter can read it.
cases-contact-reason-missing = Write why. Without a reason nothing is opened.
cases-contact-confirm = Store the reason and open
cases-contact-storing = The reason is stored first …
cases-contact-not-opened = The reason could not be stored. So nothing was opened.
cases-contact-perhaps-stored = We do not know whether the reason was stored; the reporter may already see it. Nothing has been opened. Try again: it will not be there twice.
cases-contact-none = The reporter has not given any contact details.
cases-contact-hide = Hide
cases-cancel = Cancel

## What does not hold

cases-warnings = Something is wrong here
cases-went-back = The server shows less, or other, than it showed before. It may have been restored from an old copy, or be holding something back. Tell whoever runs the server.
cases-foreign-wrap = The server put forward a key that does not belong to the case. It is not used.
cases-settings-changed = The channel’s questions and texts are not those that its owner signed. So they are not shown.
cases-alarm-held-back = The server is holding something back in the case. What is shown is genuine, but something is missing.
cases-alarm-unknown-keyring = The report was sealed to a list of keys that nobody here has seen. Somebody may have shown the reporter a false list. Tell the channel’s owner today.
cases-alarm-late-keyring = The report was sealed to an old list of keys although there was a newer one. The server may have shown the reporter the old one. Tell the channel’s owner.
cases-alarm-old-generation = The reporter wrote to an older key. The server hid a change of key from them, and whoever left the case may have read it.
cases-alarm-leaver-rekeyed = Whoever left the case made the last change of key. Somebody who remains needs to change the key once more.
cases-column-acknowledged = The server gives another date for the acknowledgement than the signed letters show. The letters hold.
cases-column-fed-back = The server gives another date for the feedback than the signed letters show. The letters hold.
cases-column-closed = The server gives another date for the closing than the signed letters show. The letters hold.
cases-column-received = The server’s date of the report’s arrival differs from the reporter’s by more than a day.
cases-column-path = The server gives another way in which the report was sealed than the report itself does. The report holds.
cases-trouble-no-wrap = None of your keys opens the case. The key that the server put forward is damaged, or somebody else’s.
cases-trouble-not-borne-out = Nothing in the case shows that somebody entitled to it gave you the key. So it is not shown. Tell the owner of the channel.
cases-trouble-no-report = The report is missing or damaged. Without it nobody can tell which case this is, so nothing is shown.
cases-trouble-not-this-case = The report and the key belong to different cases. The server may have replaced one of them. Nothing is shown.
cases-trouble-another-case = What the server puts forward here is another case than the one that stood here before. Nothing of it is shown, and nothing can be written. What you had begun to write in the real case is kept. Tell whoever runs the server.
cases-trouble-unfetched = The server lists the case, but did not hand it out when it was last asked.
cases-letter-damaged = A damaged letter
cases-letter-damaged-number = Number { $number }
cases-damage-missing = It is missing. The server does not hand it out.
cases-damage-gate = It is not a sealed letter but something else.
cases-damage-unopened = It does not open. It has been changed, or is sealed to somebody else.
cases-damage-altered = It cannot be opened. It has been changed since it was sealed.
cases-damage-content = It opened, but what it holds is no letter of this case.
cases-damage-author = It is signed by somebody who belongs neither to the case nor to the channel.
cases-damage-signature = The signature is false.
cases-damage-other-case = It was written for another case and has been put here.
cases-damage-other-thread = It was written for another place in the case: the conversation has been mixed with notes.
cases-damage-other-number = It is a genuine letter in the wrong place. Somebody has copied or moved it.
cases-damage-sealed-to = It is sealed to another key than it says.
cases-damage-substituted = It is not the report that was filed.
cases-damage-seen = It refers to a conversation that the server does not show.
cases-damage-strike = It strikes something that may not be struck.
cases-damage-unknown-keyring = It refers to a list of keys that cannot be checked.
cases-damage-old-keyring = It refers to an older list of keys than an earlier letter.
cases-damage-not-in-keyring = The writer’s key is not on the list of keys that the letter names.
cases-damage-left = The writer had already left the channel.
cases-damage-no-member = The writer did not belong to the case when it was written.
cases-damage-writer = The writer may not write such a letter.
cases-damage-not-eligible = It gives the case to somebody who is no handler of the channel.
cases-damage-excluded = It gives the case to somebody whom the reporter shut out.
cases-damage-generation = It is sealed to a key that is no longer in use.

## Keys

cases-key-down = Next case
cases-key-up = Previous case
cases-key-search = Search
cases-key-reply = Reply
cases-key-note = Write a note
cases-key-acknowledge = Acknowledge
cases-key-send = Seal and send
cases-key-escape = Back to the list
