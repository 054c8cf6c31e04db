### The desk: a report that came by word of mouth or on paper is entered by a handler.

entering-link = Enter a report
entering-title = Enter a report
entering-lead = For somebody who reported by telephone, in a meeting or in a letter. Write what the reporter has said or written. You give whoever reported a case code, and with it they follow the case as everybody else does.
entering-code-seen = The code is made here and shown to you once. Whoever reported is told that a handler has seen it.
entering-restored = What you had typed is still here. It is sealed in this tab and goes with it.
entering-restored-unsure = What you had typed is still here. You had tried to enter it, and it is not known whether it arrived: look in the inbox first whether the report is there already. If the report is there already, its case code was never shown to anybody, and the reporter cannot get it.
entering-restart = Start over

entering-how = How the report came
entering-came-by = How did it come?
entering-received = On which day did it come?
entering-received-hint = The day on which the report reached you. From it the seven days for the acknowledgement are counted, even if you enter it later.
entering-documented = How is it documented?
entering-documented-hint = An oral report must be documented. The reporter must get the chance to check, correct and approve minutes and transcripts: send them in the case.
entering-consent = The reporter has agreed to the conversation being recorded

entering-what = What was told
entering-what-hint = The same questions as in the channel’s form. Leave empty what was not said. Do not write who the reporter is; that belongs further down.
entering-language = The reporter’s language
entering-not-said = Not said

entering-concerns = Is it about one of you?
entering-concerns-hint = Ask the reporter. Whoever you mark is shut out: they cannot open the report and are not told that it exists.
entering-concerns-you = Is the report about you? Then do not enter it. Ask the reporter to turn to another of you, or to report in the form, where you can be shut out.
entering-role-handler = receives reports
entering-role-deputy = deputy, reads only if all others are shut out
entering-role-custodian = helps to open contact details
entering-role-recovery = keeps the recovery key
entering-readers = These people can open the report:
entering-nobody = Nobody is left who could open the report. Refer the reporter to an authority instead.

entering-contact = Contact details
entering-contact-label = Who the reporter is, if they want to say
entering-contact-hint = Sealed apart. Whoever opens the details must say why, and the reporter sees it. Leave it empty if the reporter wants to be anonymous.

entering-send = Seal and enter
entering-sending = The report is being sealed
entering-again = Try again
entering-again-why = The report may have arrived. So it cannot be changed now; the next try sends the same report, and it is entered once only.

entering-mistake-came-by = Choose how the report came.
entering-mistake-received = Enter a day, today or earlier, at most a year ago.
entering-mistake-documented = Choose how the report is documented.
entering-mistake-consent = Without consent the conversation may not be recorded. Tick that the reporter has agreed, or choose minutes.
entering-mistake-answers = Write what was told in at least one of the fields.
entering-contact-nobody = Nobody would be able to open the contact details. Remove them, or shut out fewer.
entering-too-long = It is too long. Shorten the text, and send the rest as a message or a file in the case.
entering-keyring-old = The channel’s list of keys has expired, or this computer’s clock is wrong. Check the clock. If it is right, the channel’s owner needs to sign in.
entering-damaged = The server gave back something other than what was sealed. Hand out no code. Try again, and tell whoever runs the server.
entering-unsure = It is not certain that the report arrived. { $why }

entering-done = The report is entered as { $reference }
entering-done-why = Give the code to whoever reported. It is shown only now, and nobody can bring it back.
entering-not-yours = You cannot open this report, for you are shut out of it. Give the code to whoever reported and keep no copy.
entering-code = Case code
entering-hand-over = Print the slip, or read the code out and have the reporter read it back. Do not put it in an e-mail.
entering-no-way-back = If there is no way to reach the reporter, as after a letter without a sender: destroy the slip. The case can be investigated all the same.
entering-print = Print the slip
entering-last-group-hint = Read them from the slip, so that you know the print can be read.
entering-to-case = Go to the case
entering-to-inbox = Go to the inbox

entering-linked-title = Open a case about reprisals
entering-linked-looking = Reading what was told of reprisals
entering-linked-none = What was told of reprisals cannot be read now. Go back to the case and open it from there.
entering-linked-changed = While you wrote, it changed who can open the first case. Look through who is to open this one, then send again.
entering-linked-lead = Reprisals get a case of their own, with time limits of its own, linked with { $reference }. What the reporter told is filled in. Only those who can open { $reference } can open the new case.
entering-linked-when = When it was told
entering-linked-received-hint = The day on which the reporter told of it. From it the seven days for the acknowledgement are counted.
entering-linked-concerns-hint = Whoever you mark is shut out: they cannot open the new case and are not told that it exists. They read on in the first case; if they are not to, shut them out there too.
entering-linked-done = The case is linked with the first one. The code is shown only now, and nobody can bring it back.
entering-linked-together = All who can open { $reference } can open this case too. Answer the reporter in { $reference }; the conversation goes on there.
entering-linked-apart = Somebody who can open { $reference } cannot open this case, and is not to learn of it. Write nothing in { $reference } that shows that it exists, the code least of all.
entering-linked-hand-over = Give the reporter the code in a meeting or a call, and nowhere else. Never write it in { $reference }: everybody who can open that case would read it, and could write in the reporter’s name.
entering-linked-no-code = If you cannot meet or call the reporter, give out no code. The case can be investigated all the same. Acknowledge and give feedback in { $reference }. Record the same steps here, so that the time limits show as kept.
entering-linked-without = Go on without giving out the code

entering-slip-language = Language of the slip
entering-slip-language-hint = What the reporter reads. The slip is printed in that language, whatever language you use.
entering-slip-title = Your report to { $name }
entering-slip-reference = The case is called { $reference }.
entering-slip-how = With the case code you can read answers, write more and leave files, without saying who you are. Open the page and type the code:
entering-slip-private = Preferably use a computer or telephone of your own, not your employer’s. Keep the code where nobody else sees it. Nobody can bring it back for you.
entering-slip-seen = A handler took the report and saw the code when it was made.
