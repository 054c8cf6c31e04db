### The desk: what leaves it. Case file, package, disclosure and lists.

export-open = Export …
export-open-hint = A case file to read and print, or a package of files.
export-title = Export the case
export-back = To the case
export-key-leave = Leave the export
export-about = Everything is made in your browser, of what is verified. The server is not told what. The export is first written into the case, so that the others see who made it and what for.
export-kinds = What is exported
export-kind-case-file = Case file
export-kind-package = Package of files
export-case-file-about = A document to read, to print, or to save as a PDF from the browser’s print page.
export-package-about = A zip file with the case file, the conversation and the case work as data, every file as it came, and a list of checksums. It can be read without Sigill. It is not sealed: put it where only those who may read the case can reach it.
export-memory = This browser cannot write straight to the disk, so the package may be { $bound } at the most. In Chrome and Edge it may be of any size.

export-language = Language
export-in-swedish = Swedish
export-in-english = English
export-parts = What goes into it
export-parts-always = Cover, report, conversation, and what has been exported and disclosed are always part of it.
export-part-conversation = Report and conversation
export-part-record = Case work
export-part-record-hint = Assessment, investigation and result, with earlier versions.
export-part-events = Events
export-part-events-hint = Steps, who was given access, and when contact details were opened.
export-part-files = Files
export-part-files-hint = Every file is fetched and checked.
export-part-notes = Notes
export-part-notes-hint = Notes are not public records unless you keep them for the archive. Choose them only then.
export-contact-hint = Only if the receiver must know who the reporter is. They are opened then, and the reporter sees it.
export-for = For whom or what
export-for-hint = Stands on the cover and in the case. For example: municipal archive, after the case was closed.
export-for-missing = Write for whom or what the export is made.
export-make-case-file = Write it into the case and show the case file
export-make-package = Write it into the case and save the package
export-working = Working …
export-working-files = Fetching and checking file { $done } of { $of } …
export-sheet-ready = The case file is ready.
export-print = Print
export-print-hint = Choose PDF there if you want to save it. Turn off the browser’s own headers, for they show the desk’s address.
export-again = Make another
export-saved =
    The package is saved: { $files ->
        [one] one file
       *[other] { $files } files
    }, { $size }.
export-check-hint = Whoever receives it checks it with sha256sum -c SHA256SUMS in the unpacked folder.

export-not-logged = The export could not be written into the case. So it was not made.
export-logged-unsaved = The export stands in the case already, but nothing was saved.
export-cancelled = The export was cancelled.
export-disk = The package could not be saved. See whether the disk is full.
export-unfetched = The file { $name } could not be fetched just now. Try again.

export-logged-case-file =
    the case file in { $language } with { $letters ->
        [one] one letter
       *[other] { $letters } letters
    } and { $files ->
        [one] one file
       *[other] { $files } files
    }, besides report and conversation: { $parts }
export-logged-package =
    a package in { $language } with { $letters ->
        [one] one letter
       *[other] { $letters } letters
    } and { $files ->
        [one] one file
       *[other] { $files } files
    }, besides report and conversation: { $parts }
export-logged-inside = Export within the organisation. For: { $purpose }. What: { $what }.

export-whom = Whom it is for
export-whom-hint = For somebody outside, a recipient and a legal basis are needed, and the reporter must as a rule be told.
export-whom-missing = Choose whether it is for the organisation itself or for somebody outside.
export-whom-inside = Our own work, or the archive inside the organisation
export-whom-outside = Somebody outside

## In the documents

export-case-file-title = Case file { $reference }
export-organisation = Organisation
export-channel = Channel
export-contains = Contains
export-leaves-out = Without
export-made-by = Made by
export-made-on = Made on
export-case-id = The case’s id
export-verified-title = What is verified
export-all-verified = Every letter has been opened, and the signatures match the keys of the case and the channel. Nothing is missing in their numbers.
export-damaged-letters =
    { $count ->
        [one] One letter could not be verified. It stands in its place below, with the reason instead of its content.
       *[other] { $count } letters could not be verified. They stand in their places below, with the reason instead of their content.
    }
export-damaged-files =
    { $count ->
        [one] One file is damaged or missing. It is left out.
       *[other] { $count } files are damaged or missing. They are left out.
    }
export-place-conversation = Number { $number } of the conversation
export-place-internal = Number { $number } among the notes
export-letter-files = Files: { $names }
export-event-read = Read what had been written until then.
export-no-letters = Nobody has written after the report.
export-no-notes = There are no notes.
export-no-record = No case work has been recorded.
export-no-events = Nothing has happened after the report.
export-deeds-title = Exports and disclosures
export-no-deeds = Nothing has been exported or disclosed.
export-deed-inside = Internal export
export-deed-outside = Disclosure
export-notice-fact = The reporter
export-column-place = Place
export-place-heading = the heading
export-place-paragraph = paragraph { $number }
export-place-section = part { $number }
export-place-characters = characters { $from }–{ $to }
export-day-server = { $day } (by the server)
export-data-days = signed_day is the day that the writer signed. server_day and server_says are the word of the server alone, and nobody has signed them.
export-waived = None since { $day }. { $cause }. Reason: { $reason }
export-day-both = { $signed } (the server: { $server })
export-no-files = There are no files.
export-record-others = Other
export-column-day = Day
export-column-who = Who
export-column-what = What
export-column-file = File
export-column-type = Type
export-column-size = Size
export-file-damaged = Damaged: not the one that was sent
export-file-missing = Missing on the server
export-ending = End of case file { $reference }. The days are those that the writers signed; where the server’s day is another, it stands beside. What is told “by the server” nobody has signed.
export-readme-title = Case { $reference }, as plain files
export-readme-case-file = case-file.html: the case file. Open it in a browser.
export-readme-data = conversation.json, record.json: the conversation and the case work, word for word as they were written.
export-readme-deeds = exports.json: every export and disclosure, to whom and on which ground, and what was masked in copies, by place and ground.
export-readme-files = files/: the files as they came, under safe names. What they are called stands in manifest.json. One that ends in .unopened can do something when it is opened: let somebody who knows look first.
export-readme-notes = notes.json: the notes.
export-readme-check = Check that nothing was changed, in this folder:

## Disclosure

export-disclosure-open = Disclose to somebody outside …
export-disclosure-hint = Is somebody outside to learn who the reporter is? Write that down first.
export-disclosure-title = Disclose who the reporter is
export-disclosure-about = The reporter must be told when details that can show who they are will be handed out, unless that would defeat the follow-up. The disclosure is written into the case. Hand out nothing until it stands there.
export-disclosure-complete = Write the disclosure down
export-disclosure-done = The disclosure is written into the case.
export-disclosure-unfinished = An earlier try was not completed. It stands here as it was. Write it down again: the reporter is not sent the same message twice.
export-disclosure-not-logged = The disclosure could not be written into the case. Hand out nothing.
export-untold = The disclosure is not written down, for the reporter could not be told.
export-recipient = Recipient
export-recipient-hint = Who is given it. For example: the Police, investigation group 2.
export-recipient-missing = Write who is given it.
export-basis = Legal basis
export-basis-hint = What gives the right to hand it out. For example: chapter 5 section 10 of the Whistleblowing Act, or the reporter’s consent.
export-basis-missing = Write what gives the right to hand it out.
export-what = What is handed out
export-what-hint = What kind of details, not the details themselves. For example: name and telephone number.
export-what-missing = Write what is handed out.
export-tells = Is the reporter told?
export-tells-hint = The law requires it, unless it would defeat the follow-up.
export-tells-missing = Choose whether the reporter is told.
export-tells-yes = Yes, by a message in the conversation
export-tells-no = No, and I write why
export-notice-label = Message to the reporter
export-notice-hint = Sent in the conversation before anything is written down. It is in the reporter’s language.
export-notice-missing = Write what the reporter is told.
export-notice = We are going to give details that can show who you are to { $recipient }. Legal basis: { $basis }. Write here if you have questions.
export-withheld = Why the reporter is not told
export-withheld-hint = For example that it would defeat the follow-up, or that nothing that can show who the reporter is is handed out. Only you who handle the case see it.
export-withheld-missing = Write why the reporter is not told.
export-told-already = The reporter has been sent the message. What remains is to write the disclosure down.
export-logged-disclosure = Disclosure. To: { $recipient }. Legal basis: { $basis }. What: { $what }.
export-logged-told = The reporter was told in number { $number } of the conversation.
export-logged-unsaid = The reporter has not been told.
export-logged-untold = The reporter has not been told: { $reason }

## The list

export-register-open = Save the list …
export-register-title = Save the list as a spreadsheet
export-register-about =
    { $count ->
        [one] One case that the list shows is saved, with reference, days, state and whom it is assigned to. Nothing that is written in the case goes along.
       *[other] { $count } cases that the list shows are saved, with reference, days, state and whom they are assigned to. Nothing that is written in the cases goes along.
    }
export-register-left =
    { $count ->
        [one] One case has not been opened yet and is left out. Wait until the list has been read.
       *[other] { $count } cases have not been opened yet and are left out. Wait until the list has been read.
    }
export-register-logged = That you saved a list on this day is written into the installation’s log, without which cases.
export-register-save = Save
export-register-saved =
    { $count ->
        [one] The list is saved: one case.
       *[other] The list is saved: { $count } cases.
    }
export-register-not-logged = The list was not saved, for that could not be written into the log.
export-register-name = whistleblowing-cases
export-register-matter = Matter
export-register-report = Report in the whistleblowing channel
export-register-sender = Sender
export-register-withheld = Not disclosed
export-register-waived = None: { $cause }
export-register-waived-since = None since { $day } (by the server): { $cause }
export-register-assigned = Assigned

## Disclosure copy

export-kind-copy = Copy to hand out
export-copy-about = Pick what is handed out, and mask what must not be, in the headings too: who wrote, or the day, can show who somebody is. The copy has black bars with the legal ground; what was masked is nowhere in it. Where each bar stands, and on which ground, is written into the case.
export-copy-title = Records handed out, case { $reference }
export-copy-bars = Black bars are all of one width. After each stands why what was there is not handed out.
export-copy-masked = This has been masked:
export-copy-unmasked = Nothing is masked.
export-copy-marks = Number
export-copy-none = Pick at least one part.
export-copy-ready = The copy is ready and the disclosure is written down.
export-copy-save = Save as a file
export-make-copy = Write the disclosure down and make the copy
export-mask-title = Masking
export-mask-selected = Mask what is selected
export-mask-hint = Select text below and press, or choose words by keyboard below each paragraph.
export-mask-paragraph = Mask the paragraph
export-mask-heading = Mask the heading
export-offer = Show also to pick from
export-offer-hint = Report and conversation are always shown. Nothing goes along until you pick it. Notes are no public records unless you keep them for the archive.
export-offer-files = The files’ names
export-mask-words = Choose words
export-mask-words-group = Words to mask
export-mask-undo = Remove the mask from “{ $words }” ({ $ground })
export-level = What it is about
export-level-reporter = Can show who the reporter is: never handed out
export-level-other = Concerns somebody else: assessed each time
export-ground = Legal ground
export-ground-osl-32-3b = Chapter 32 section 3 b of the Public Access to Information and Secrecy Act
export-ground-osl-17-3b = Chapter 17 section 3 b of the Public Access to Information and Secrecy Act
export-ground-vbl-9-1 = Chapter 9 section 1 of the Whistleblowing Act
export-ground-own = Other …
export-ground-words = Legal ground, in your own words
export-ground-missing = Write the legal ground before you mask.
export-suggestions = Suggestions
export-suggestions-words = Names and words to look for
export-suggestions-hint = With commas between them. Mail addresses, telephone numbers and personal identity numbers are found anyway. Nothing is masked until you choose it.
export-suggestions-none = Nothing more to suggest.
export-suggestion-take = Mask
export-suggestion-take-what = Mask { $words }
export-suggestion-leave = Leave
export-suggestion-leave-what = Leave { $words }
export-left-over = What you have masked stands unmasked elsewhere in the copy: { $words }
export-decision-title = Decision on disclosure
export-decided-by = Decided by
export-decision-parts =
    { $count ->
        [one] One part is handed out.
       *[other] { $count } parts are handed out.
    }
export-reasons = Reasons for the decision
export-reasons-hint = Why what is masked is not handed out. Write nothing that shows what stood there.
export-reasons-missing = Write why what is masked is not handed out.
export-appeal = How to appeal
export-appeal-hint = Fill in the court and the address. The text stands last in the copy.
export-appeal-hint-company = Only where it can be appealed, as when a municipality owns the company: the court, how and within what time. Leave it empty otherwise.
export-appeal-standard = You can appeal the decision to the administrative court of appeal. Write what you want changed and why, and hand the letter in to us within three weeks of the day on which you were given the decision.
export-logged-copy =
    { $parts ->
        [one] a copy of one part
       *[other] a copy of { $parts } parts
    }, { $marks } masked passages ({ $grounds })
export-decision-shown = The decision and what is masked
