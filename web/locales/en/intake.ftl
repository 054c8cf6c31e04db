### The reporter's pages.

## The start page

start-title = Report wrongdoing
start-lead = Have you seen something that is not right? Choose the organisation it concerns.
start-none = There is no channel here yet. Did your employer give you a link? Check that the address is written correctly.
start-have-code = Have you already filed a report?
open-follow-up = I have a case code

## The channel's page

channel-title = Have you seen something that is not right?
open-report = File a report
fact-sealed-title = Sealed in your browser.
fact-sealed = What you write is locked before it leaves your device. Only the people named below can open it. Neither the IT department nor those who run the service can read it.
fact-code-title = A code instead of a name.
fact-code = You get a case code. With it you can read answers, ask questions and tell more, for months if need be.
fact-answer-title = Answers in time.
fact-answer = We acknowledge within seven days. Within three months of that we tell you what has been done.
device-title = Are you at a work computer or on a network at work?
device-text = Then your employer can see that you visited this page, but not what you write. On a computer that the employer controls, even the screen can be watched. Rather use your own phone or computer, on another network.
recipients-title = Who reads your report?
recipients-lead = These people receive the report and answer you:
recipients-deputies = Deputies, only if you shut out everybody above:
recipients-recovery = { $title } keeps a spare key. It is used only if the others have lost theirs.
recipients-exclude = Is the report about one of them? In the form you shut that person out. They can then not open the report and are not told that it exists.
scope-title = Who can report, and about what?
protection-title = Your protection
confidentiality-title = Secrecy and confidentiality
classified-title = Do not write about national secrets
classified-text = The channel must not be used for security-classified information, that is, information about the security of Sweden.
other-ways-title = Other ways to tell
oral-title = In person
authorities-title = To an authority
authorities-list = Show the authorities
press-title = To the media
traces-title = What this page keeps about you
traces-nothing = Nothing. No cookies, no address, nothing about your browser. The page fetches nothing from anybody else.
traces-server = The server notes the day a report comes, not the time.
traces-network = The network you use can see that you visited { $address }, but not which page or what you write.
traces-browser = Your browser may keep the visit in its history. Open a private window, or clear the history afterwards.
traces-yourself = What you write can give you away. Think of what only you know.
key-title = Is this the right channel?
key-lead = The channel has a fingerprint. It is the same as on your employer’s intranet or notice board.
key-fingerprint = The channel’s fingerprint
key-unchecked = Your link brought no fingerprint. You may want to compare it yourself.
key-checked = The link you followed has the same fingerprint. This is the right channel.
key-mismatch = The fingerprint does not match the link. Do not report here. Somebody may have replaced the channel, or the link is old.
key-failed = The fingerprint could not be checked. Reload the page.
privacy-title = Personal data
accessibility-title = Accessibility

## The form

report-title = File a report
report-lead = There is only one question you must answer. You can skip the rest.
report-warning-title = Before you write
report-warning-numbers = Do not write personal identity numbers, neither your own nor anybody else’s.
report-warning-classified = Write nothing that is secret for the security of Sweden.
report-warning-network = Rather use a phone or computer of your own than your employer’s.
report-script-missing = The form has not started. Nothing can be written or sent until it has. Wait a moment or reload the page.
report-no-script = Your browser does not run scripts. The report can then not be sealed on your side.
report-no-script-choice = You can use the simple page instead. There the server seals the text the moment you send it. Whoever controls the server just then, or a network that opens encrypted traffic, could read along.
report-open-server = Open the simple page
report-server-off = This channel takes no reports without scripts. Switch scripts on, use another browser or report in another way.
step-progress = Step { $step } of { $count }
optional = optional
characters-used = { $used } of at most { $limit } characters
category-details = Which fits best?
category-nothing = No choice
next = Continue
back = Back
problems-title = Something needs mending
mistake-required = Tell briefly what has happened. Without that nobody can go further.
mistake-too-long = The text is too long. Shorten it to at most 100,000 characters.
mistake-choice = Choose one of the answers in the list.
mistake-form-too-long = The answers are too long together. Shorten some of them. You can send the rest as messages later.
notice-number = This looks like a personal identity number. You may want to remove it.

concerns-title = Is it about one of those who read?
concerns-lead = Mark whoever has to do with the matter. That person is shut out: they cannot open the report and are not told that it exists.
concerns-choose = Shut out
concerns-handler = receives reports
concerns-deputy = deputy, reads only if all others are shut out
concerns-custodian = helps to open contact details
concerns-recovery = keeps the spare key
concerns-deputies-read = You have shut out all who usually read. The deputies get the report instead.
concerns-recovery-only = Now only the keeper of the spare key is left. It can take long before anybody reads. Consider reporting to an authority.
concerns-recovery-consent = Send it all the same
concerns-nobody = You have shut out everybody. Then nobody can open the report, and it is not sent. Report to an authority instead.

contact-title = Do you want to say who you are?
contact-lead = You do not have to. What you write here is sealed apart. A handler opens it only on purpose, and you see that it has happened.
contact-name = Your name
contact-reach = How we reach you
contact-reach-hint = For example a private phone number. Do not give your e-mail address at work.
contact-no-custodian = You have shut out everybody who helps to open contact details, so nobody could read yours. Leave them out, or shut out fewer.

check-title = Read through and send
check-lead = When you send it, the report is sealed. Then you get your case code.
check-edit = Change
check-empty = No answer
check-readers = Those who can open the report
send = Seal and send

sending-sealing = Sealing the report …
sending-upload = Sending …
sending-checking = Checking that everything has arrived …
sending-failed-network = The server could not be reached. Nothing has been lost. Check the network and try again.
sending-failed-changed = The channel’s keys changed while you were writing. Look again at who can open the report, and send once more.
sending-failed-damaged = What arrived is not what you sent. Try again. If it happens once more, report in another way.
sending-failed-expired = The channel’s list of keys is too old. The report has not been sent. Use another way to report.
sending-failed-browser = Your browser is too old to seal the report. Update it, or use another.
sending-failed-other = Something went wrong. The report has not been sent. Try again.
sending-failed-keys = The channel’s keys could not be verified. The form is closed, so that nothing is sent to the wrong person. Reload the page. If it happens again, report in another way.
sending-failed-custodian = You have shut out everybody who helps to open contact details. Remove your contact details, or shut out fewer.
sending-retry = Try again

## The simple page

server-title = File a report without scripts
server-warning-title = How this page works
server-warning-reads = The server sees what you write, your choices and your case code for the moment in which the report is received. It seals everything at once and keeps nothing open.
server-warning-who = Whoever controls the server just then could read along. So could a network that opens encrypted traffic, for example at a workplace.
server-warning-key = This page cannot check the channel’s fingerprint.
server-warning-better = It is safer to switch scripts on and use the ordinary form.
server-open-ordinary = To the ordinary form
server-send = Send the report

## The case code

code-done = Done. The report is received and sealed.
filed-changed = A report with this code has been received already, and it was another text. What you have sent now is not in it.
filed-changed-title = Send what you have changed
filed-changed-hint = Here is everything you sent this time. Keep what is new and send it as a message.
code-title = Keep your case code
code-lead = The code is the only way back. Nobody can recover it for you, not even we.
code-label = Your case code
code-copy = Copy
code-copied = The code is copied.
code-copy-failed = Copying did not work. Select the code and copy it yourself.
code-print = Print
code-save = Save as a file
code-saved = The file is saved. Move it to a safe place.
code-file-name = receipt
code-care = Keep it where only you can reach it. Do not print it at work.
code-check-title = Type the last five symbols
code-check-hint = Then we both know that you have kept the code.
code-check-label = The last five symbols
code-check-wrong = Those are not the last five symbols. Compare with the code above.
code-check-whole-title = Type the whole code
code-check-whole-hint = Then you know that you have kept it. It opens your case.
code-continue = Continue
code-leave = The code is shown only now. If you leave without keeping it you cannot read the answers.
changed-title = You changed the report while it was being sent
changed-text = The first try arrived. This is the change. It has not been sent yet.
changed-send = Send the change as a message
late-title = The change came too late
late-excluded = The first attempt did arrive. These can open the report, and it cannot be taken back:
late-advice = Is it about any of them? Turn to an authority or report in another way.
late-contact = The contact details are those you had written at the first attempt. They cannot be taken back either.
sheet-title = Case code
sheet-for = For { $organisation }
sheet-open = How to read the answers: go to { $address } and type the code.
sheet-keep = The code is the only way back. Show it to nobody. Nobody can replace it.
next-title = What happens now?
next-acknowledge = By { $day } at the latest you get an acknowledgement here.
next-feedback = At the latest three months after the acknowledgement you are told what has been done.
next-return = Feel free to come back earlier. The handlers may have questions.
next-reference = The case’s reference is { $reference }. You may tell it to others. It opens nothing.
next-leave-nothing = Close the window when you are done. Then nothing is left on the page.

## Following up

follow-up-title = Follow up your report
follow-up-lead = Type the case code that you got when you filed the report.
follow-up-code = Case code
follow-up-code-hint = Five groups of five symbols. Capital or small letters work alike. You can paste the code.
follow-up-open = Open the case
follow-up-opening = Opening the case …
follow-up-stays = The code stays in your browser.
follow-up-lost = Have you lost the code? Then nobody can open the case for you. File a new report and say that it belongs to an earlier one.
code-wrong-length = The code has 25 symbols. You have typed { $count }.
code-wrong-symbol = The code has only digits and letters, never the letter U. Check what you have typed.
code-wrong-check = One symbol of the code is wrong, or two have changed places. Compare with what you kept.
code-unknown = There is no case for this code. Check it. If it is right, the case has been erased.
follow-up-damaged = The case cannot be shown, because what the server handed out does not hold together. Try again later, or report in another way.
follow-up-held-back = The server is holding something of the conversation back. Read what is shown with caution.
follow-up-keys-failed = The channel’s keys could not be verified. That is why the case is not shown. Try again later.
follow-up-server-off = The cases of this channel are not opened without scripts. Switch scripts on or use another browser.
follow-up-server-without = Cases of these channels are not opened without scripts. Do not type a code of theirs here:
follow-up-no-script-choice = Your browser does not run scripts. On the simple page the server opens the case for you. It then sees the code and the conversation for a moment, and whoever controls the server just then could read along.
follow-up-server-title = Follow up without scripts
follow-up-server-warning = Here the code is sent to the server. It uses the code to open the case, shows it to you and forgets it. Whoever controls the server just then could read the whole conversation.

case-title = Your case
case-reference = Reference { $reference }
case-new-none = Nothing new since you were last here.
case-new-one = One new message since you were last here.
case-new-many = { $count } new messages since you were last here.
case-new = New
case-unsigned = The server tells of a step that no handler has signed. Read where it stands with caution.
case-status-title = Where it stands
state-received = The report has come in. It is not acknowledged yet.
state-acknowledged = The report is acknowledged. The case is being looked into.
state-closed = The case is closed. You can still read and write here.
date-received = Came in
date-acknowledge-by = Acknowledgement by
date-acknowledged = Acknowledged
date-feedback-by = Feedback by
date-fed-back = Feedback given
date-closed = Closed
date-erase-by = Erased by
conversation-title = The conversation
conversation-empty = Nothing is written here yet.
letter-yours = You
letter-theirs = The handler
letter-report = Your report
letter-hidden = Your own words are not shown again in this channel.
letter-damaged = This message cannot be shown. It is damaged or forged.
letter-acknowledgement = Acknowledgement
letter-feedback = Feedback
letter-closing = Closing
letter-reopening = Taken up again
letter-minutes = Minutes
letter-withdrawal = Withdrawal
letter-approval = Minutes approved
letter-correction = Minutes corrected
letter-retaliation = Reprisals
letter-continues = Goes on from an earlier case
letter-access = Who can open the case has changed.
letter-other-day = The day is not the one on which it came
letter-contact-opened = A handler has opened your contact details.
letter-struck = This has been struck out by a case handler.
letter-meeting = Asks for a meeting or a call
reply-title = Write to the handlers
reply-label = Your message
reply-hint = Tell more, ask a question, or say if something was done to you after the report.
reply-send = Seal and send
reply-send-server = Send
reply-sent = The message has arrived.
reply-failed = The message is not sent. Your text is still here. Try again.
reply-conflict = Something new came in while you were writing. Read it first. Your text is still here; send it if it still fits.
reply-too-long = The text is too long. Shorten it to at most 100,000 characters. Your text is still here.
reply-held-back = Nothing can be sent, for the server is holding something of the conversation back. Your text is still here.
reply-empty = Write something first.
case-close = Close the case on this screen
