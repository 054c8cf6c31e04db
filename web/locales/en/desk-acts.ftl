### What reporters say beside their messages: meetings, reprisals, withdrawal, minutes.

## In the conversation

desk-acts-withdraw = withdraws the report
desk-acts-meeting = asks for a meeting or a call
desk-acts-retaliation = tells of reprisals
desk-acts-approve = approves the minutes of { $day }
desk-acts-correct = corrects the minutes of { $day }
desk-acts-no-minutes = answers minutes that are not here
desk-acts-no-words = The reporter wrote nothing more.
desk-acts-signed = Signed with the case's key. It shows that it is the reporter, but not who that is.
desk-acts-read = Read by the reporter { $day }
desk-minutes-sent = Waiting for the reporter to check the minutes.
desk-minutes-corrected = Corrected by the reporter { $day }.
desk-minutes-approved = Approved by the reporter { $day }.
desk-minutes-unanswered = The reporter has not answered the minutes.

## To do

desk-request-retaliation = The reporter tells of reprisals
desk-request-retaliation-law = The law forbids reprisals against those who report. Answer, and decide what you do.
desk-request-withdraw = The report is withdrawn
desk-request-withdraw-law = You may go on working if it is needed, and the reporter is still protected. Say what you do.
desk-request-meeting = Answer the wish for a meeting
desk-request-meeting-law = The law: a meeting within reasonable time. Agree on the time here in the conversation.
desk-request-correct = The minutes are corrected
desk-request-correct-law = Write new minutes, or answer. Both versions stay.
desk-request-owed = Send minutes
desk-request-owed-law = The law: whoever has told something aloud is to check, correct and approve what was written down.
desk-request-minutes = Minutes wait for the reporter
desk-request-minutes-law = The reporter is to check, correct and approve them.
desk-request-since =
    { $days ->
        [0] Since today.
        [one] Since yesterday.
       *[other] For { $days } days.
    }
desk-request-row-retaliation = Reprisals
desk-request-row-withdraw = Withdrawn
desk-request-row-meeting = Wants a meeting
desk-request-row-correct = Corrected minutes
desk-request-row-owed = Minutes missing
desk-request-answer = Answer
desk-request-again = Write new minutes
desk-request-write = Write minutes
desk-request-linked-already = There is a linked case about reprisals already: { $reference }
desk-request-linked = Open a case about the reprisals …
desk-request-show = Show in the conversation

## Writing minutes

desk-minutes-kind = Minutes
desk-minutes-lead = Who was there, when, and what was said. The reporter is asked to read them, correct them or approve them.
desk-minutes-standard =
    Minutes

    When:
    How (meeting, phone):
    Present:

    What was said:
desk-minutes-send = Seal and send the minutes
desk-minutes-sent-now = The minutes have arrived. The reporter is asked to approve them.
