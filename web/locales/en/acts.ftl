### What reporters can say in their case beside messages, on both paths.

acts-title = What more you can do
acts-minutes-of-title = Minutes to check
acts-read = Read by a handler { $day }

## A meeting or a call

acts-meeting-title = Ask for a meeting or a call
acts-meeting-right = You have the right to meet the handlers within reasonable time. You agree on the time here in the conversation.
acts-meeting-anonymous = Nothing that shows who you are is needed. Remember that a voice, a phone number or a place can.
acts-meeting-label = When and how would suit you?
acts-meeting-hint = Some times, for example, and whether you would rather talk than meet. You may leave this empty.
acts-meeting-send = Ask for a meeting or a call
acts-meeting-sent = The handlers see that you want a meeting or a call. They answer here.

## Reprisals

acts-retaliation-title = Tell of reprisals
acts-retaliation-protects = The law forbids the employer to stop you from reporting, and to punish you for having done so. That can be a dismissal, worse tasks, threats or harassment. The ban also protects whoever helps you, such as a colleague or the trade union.
acts-retaliation-outside = The trade union can help you. An employer who breaks the ban may have to pay damages. You may always turn to an authority:
acts-retaliation-closed = You can tell the handlers also when the case is closed.
acts-retaliation-label = What has happened?
acts-retaliation-hint = What happened, for example, when, and who did it.
acts-retaliation-send = Send to the handlers
acts-retaliation-sent = The handlers see that you tell of reprisals. They answer here.

## Withdrawal

acts-withdraw-title = Withdraw the report
acts-withdraw-seen = The handlers see that you have withdrawn the report.
acts-withdraw-goes-on = They may go on working all the same, if what you have told needs to be looked into. The report and the conversation stay.
acts-withdraw-protected = The law protects you also after you have withdrawn the report. You can go on reading and writing here.
acts-withdraw-label = Why?
acts-withdraw-hint = You need not say why. You may leave this empty.
acts-withdraw-sure = Yes, I want to withdraw the report
acts-withdraw-unconfirmed = Tick the box if you want to withdraw the report.
acts-withdraw-send = Withdraw the report
acts-withdraw-sent = The handlers see that you have withdrawn the report.
acts-withdrawn = You withdrew the report on { $day }. The handlers may go on working all the same, and the law still protects you. If you have changed your mind, write that to them.

## Minutes

acts-minutes-day = Minutes of { $day }
acts-minutes-lead = Read them through. You have the right to check them, correct them and approve them.
acts-minutes-files = The minutes have files. They are with the same message in the conversation.
acts-minutes-signature = When you approve, the minutes are signed with your case's key. It shows that it was you who reported, but not who you are.
acts-minutes-approve = Approve the minutes
acts-minutes-correct-title = Something is not right
acts-minutes-correct-label = What is to be changed or added?
acts-minutes-correct = Send the correction
acts-minutes-approved = You have approved the minutes.
acts-minutes-corrected = The correction has arrived. The handlers read it and answer here.
acts-minutes-state-sent = Waiting for your answer
acts-minutes-state-approved = You approved them { $day }
acts-minutes-state-corrected = You corrected them { $day }
acts-minutes-state-unanswered = You did not answer them

## When the law's days have passed

acts-late-title = The handlers have not answered in time
acts-late-acknowledgement = You should have had an acknowledgement by { $day }.
acts-late-feedback = You should have been told by { $day } which measures have been taken. When that is not done, the law can protect you also if you turn to an authority in another way than through its reporting channel (Act 2021:890, chapter 4, section 7).
acts-late-outside = You may always report to an authority, also when you have reported here:
