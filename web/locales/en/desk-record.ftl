### The desk: the record of a case, from assessment to conclusion, and where the work stands.

record-phase = Status
record-phase-reason = Reason for the status
record-phase-received = Received
record-phase-acknowledged = Acknowledged
record-phase-assessing = Being assessed
record-phase-investigating = Being investigated
record-phase-concluding = Being concluded
record-phase-out-of-scope = Outside the channel
record-phase-referred = Referred elsewhere
record-phase-closed = Closed
record-phase-reopened = Reopened

record-yes = Yes
record-no = No
record-unknown = Not known

## Planning

record-section-planning = Planning
record-assigned = Assigned to
record-next-step = Next step
record-next-by = By
record-priority = Priority
record-priority-low = Low
record-priority-normal = Normal
record-priority-high = High
record-tags = Tags
record-tags-hint = A word or two each. Only those who can open the case see them.
record-linked = Linked to

## Assessment

record-section-assessment = Assessment
record-conflict-checked = Have checked for a conflict of interest, and have none
record-conflict-checked-hint = Everybody who works on the case checks themselves. Whoever has a conflict of interest steps aside instead.
record-group-reporter = About the reporter
record-anonymity = How the reporter reports
record-anonymity-anonymous = Anonymously
record-anonymity-confidential = Known to you alone
record-anonymity-named = Openly, by name
record-told-before = Told before to
record-told-before-nobody = nobody
record-told-before-manager = a manager or colleague
record-told-before-union = the union or the safety representative
record-told-before-authority = an authority or the police
record-told-before-media = the media
record-told-before-other = somebody else
record-told-before-outcome = What came of it
record-group-belongs = Does it belong here?
record-group-came = Spoken report, letter and meeting
record-came-by = How it came
record-came-by-telephone = By telephone
record-came-by-meeting = In a meeting
record-came-by-letter = In a letter or on other paper
record-came-by-case = Told in another case
record-came-by-staff = Through another member of staff
record-came-by-other = In another way
record-documented = Documented by
record-documented-minutes = Minutes
record-documented-transcript = A transcript of the conversation
record-documented-recording = A recording
record-documented-original = The document itself
record-met = Last meeting or call with the reporter
record-met-hint = From that day on minutes are owed, until they have gone to the reporter. Leave it empty if you recorded it with consent.
record-recording-consent = Consent to the recording
record-recording-consent-hint = A conversation may be recorded only if the reporter agrees. Without consent: write minutes.
record-scope = Why it does or does not belong here
record-scope-hint = The law covers wrongdoing in a work-related context that it is in the public interest to bring to light, and breaches of EU law.
record-scope-public-interest = Wrongdoing of public interest
record-scope-eu-law = Breach of EU law
record-scope-own-employment = Only the reporter’s own employment
record-scope-out-of-scope = Does not belong here
record-scope-reason = Reason
record-person = Does the law protect the reporter?
record-person-hint = Those who work or have worked here, applicants, trainees, volunteers, agency workers, contractors, board members, and shareholders active in the company.

record-group-matter = What it is about
record-entity = Which legal entity or unit
record-entity-hint = The committee, company or unit where it is said to have happened.
record-category = Category
record-category-2 = Second category
record-category-3 = Third category
record-summary = Summary
record-summary-hint = Neutral and short, without names and without what could show who the reporter is.
record-roles = Who it concerns, by role
record-roles-hint = Roles, not names: “head of unit”, “supplier”.
record-when = When
record-where = Where
record-ongoing = Is it still going on?
record-amount-band = How much money
record-amount-band-none = No money
record-amount-band-to-50 = At most SEK 50,000
record-amount-band-to-500 = At most SEK 500,000
record-amount-band-to-5000 = At most SEK 5 million
record-amount-band-over-5000 = More than SEK 5 million
record-amount-band-unknown = Cannot be said
record-legal = Which rules
record-legal-hint = Could it be a crime? If so, which?

record-group-weight = How serious and how urgent
record-severity = Severity
record-severity-1 = 1, minor
record-severity-2 = 2, moderate
record-severity-3 = 3, serious
record-severity-4 = 4, very serious
record-credibility = Credibility
record-credibility-1 = 1, low
record-credibility-2 = 2, unclear
record-credibility-3 = 3, good
record-credibility-4 = 4, very good
record-completeness = Basis
record-completeness-enough = Enough to go on
record-completeness-more = More is needed
record-danger = Immediate danger?
record-danger-hint = To anybody’s life, health or safety.
record-urgency = Urgent because
record-urgency-life = life or health is at risk
record-urgency-children = children are affected
record-urgency-evidence = evidence may be lost

record-group-protection = Protection
record-detriment = Risk of reprisals against the reporter
record-detriment-1 = 1, small
record-detriment-2 = 2, some
record-detriment-3 = 3, great
record-detriment-4 = 4, very great
record-detriment-measures = What you do about that risk
record-others-risk = Risk to others
record-others-risk-hint = The person concerned, witnesses, colleagues, service users.

record-group-decision = Decision
record-decision = What the assessment leads to
record-decision-investigate = Investigation
record-decision-more = More information first
record-decision-out-of-scope = Does not belong here
record-decision-refer = Referred to the ordinary route
record-decision-no-action = No action
record-decision-reason = Reason for the decision

## Investigation

record-section-investigation = Investigation
record-group-inquiry = The work
record-plan = Plan and questions
record-plan-hint = What is to be investigated, how, and what is not part of it.
record-investigators = Who investigates
record-investigators-hint = Inside and outside the organisation.
record-evidence = Evidence
record-evidence-hint = What it is, where it comes from, who keeps it.
record-interviews = Conversations and interviews
record-interviews-hint = With which role, on which day, and where the notes are. No names.
record-interim = Interim measures
record-interim-hint = For instance, that somebody does not approve invoices for the time being.
record-group-told = The person concerned, and others who must know
record-subject-told = Told on
record-subject-told-hint = The day on which the person concerned was told that personal data are processed.
record-subject-delay = Why it waits
record-subject-delay-hint = GDPR Article 14(5)(b): as long as it is likely to make the investigation impossible or seriously impair it.
record-subject-tell-by = Tell by
record-subject-tell-by-hint = The day on which the person concerned is to be told, or on which you look again at why it waits.
record-handover = Handed over
record-handover-hint = To which authority or unit, when, and on what legal basis.
record-group-support = Protection during the investigation
record-protection = Protective measures
record-protection-hint = For the reporter and those who help.
record-protection-check = Review the protection
record-protection-check-hint = The day stands among what is to be done until you change or empty it, in a closed case too.

## Conclusion

record-section-conclusion = Conclusion
record-group-result = Result
record-finding = What you found
record-finding-substantiated = Substantiated
record-finding-partly = Partly substantiated
record-finding-not-substantiated = Not substantiated
record-finding-insufficient = Insufficient information
record-outcomes = What came of it
record-outcome-no-action = No action
record-outcome-corrective = Put right or remedied
record-outcome-process-change = Changed routine or control
record-outcome-training = Training
record-outcome-personnel = Employment-law measure
record-outcome-contract = Measure against a supplier
record-outcome-recovery = Money reclaimed
record-outcome-police = Reported to the police
record-outcome-authority = Handed over to a supervisory authority
record-outcome-other-unit = Handed over to another unit
record-outcome-protection = Protection of the reporter or somebody else
record-outcome-retaliation-action = Measure against reprisals
record-outcome-out-of-scope = Rejected: outside the law
record-outcome-referred = Referred to the ordinary route
record-outcome-merged = Merged with another case
record-outcome-withdrawn = Withdrawn by the reporter
record-outcome-no-reply = The reporter did not answer, information is missing
record-closing-reason = Why the case is closed
record-closing-followed-up = The follow-up is complete
record-closing-no-grounds = There are no grounds to go on
record-closing-out-of-scope = It does not belong here
record-closing-handed-over = Others have taken over
record-closing-merged = It goes on in another case
record-closing-withdrawn = The reporter has withdrawn it, and nothing more is needed
record-closing-no-reply = The reporter does not reply, and there is too little to go on
record-damage = Estimated damage, SEK
record-damage-hint = Whole kronor. Leave it empty if it cannot be estimated.
record-recovered = Recovered, SEK
record-group-learning = Lessons
record-lessons = Lessons
record-recommendations = Recommendations
record-recommendations-owner = Responsible for the recommendations
record-recommendations-by = Done by
record-recommendations-by-hint = The day stands among what is to be done. Empty the field once the measures are carried out.

## Exceptions from the law’s time limits

record-group-afterwards = Afterwards
record-satisfaction = What the reporter says of how they were treated
record-satisfaction-hint = If you asked, and the reporter wished to answer. Nothing that shows who it is.
record-satisfaction-satisfied = Satisfied
record-satisfaction-partly = Partly satisfied
record-satisfaction-dissatisfied = Dissatisfied
record-waiver-acknowledgement = Exception from acknowledgement
record-waiver-acknowledgement-reason = Reason for the exception from acknowledgement
record-waiver-feedback = Exception from feedback
record-waiver-feedback-reason = Reason for the exception from feedback
record-waiver-declined = The reporter wants none
record-waiver-would-reveal = It could show who the reporter is
record-waiver-not-possible = Cannot be given

## What was changed

record-kronor = SEK { $amount }
record-change-gone = { $name }: removed
record-change-prose = { $name }: rewritten
record-change-prose-new = { $name }: written
record-changes-more =
    { $count ->
        [one] and one more change
       *[other] and { $count } more changes
    }

## Filling in

record-title = Case work
record-show = Show in the case
record-empty = Nothing has been filled in yet.
record-fill-in = Fill in
record-edit = Edit
record-none = Not given
record-not-assessed = Not assessed
record-next-by-day = by { $day }
record-as-reported = As in the report: { $category }
record-tags-known = Tags of other cases
record-tag-remove = Remove the tag { $tag }
record-other = Other entries
record-other-hint = This version of the desk does not know them. They stay when you save, unless you remove them.
record-other-remove = Remove
record-other-remove-of = Remove: { $name }
record-filled-none = nothing filled in
record-filled =
    { $count ->
        [one] 1 entry
       *[other] { $count } entries
    }
record-changes =
    { $count ->
        [one] 1 change is not saved
       *[other] { $count } changes are not saved
    }
record-save = Seal and save
record-saving = Sealing and saving …
record-leave = To the conversation
record-go-on = Continue filling in
record-keep-draft = Keep as a draft
record-discard = Discard the changes
record-discarded = The changes are gone.
record-saved = Saved. Only those who can open the case see it.
record-saved-earlier = What you saved first had arrived. What you changed since is not saved yet. Save again.
record-unchanged = Nothing has been changed.
record-wrong = Not saved. Put this right first:
record-overtaken = Not saved. Somebody else saved first. Read at the top what was changed, then save again.
record-not-saved = Not saved.
record-too-much = Not saved. Together the entries are too many or too long. Shorten or remove some.
record-perhaps-saved = It may or may not have been saved.
record-unsaved-title = Changes are not saved
record-unsaved = What you have filled in is kept as a draft that only you see. Do you want to save it?

## What is wrong

record-wrong-too-long = It is too long. Shorten it.
record-wrong-too-many = There are too many. Have at most { $most }.
record-wrong-amount = Write whole kronor in digits, for instance 12 000.
record-wrong-day = Write a whole date: year, month and day.
record-wrong-reason = Write why.
record-wrong-step = Write what is to be done, or remove the date.
record-wrong-consent = A recording needs the reporter’s consent. Choose Yes, or delete the recording, write minutes and choose that above.
record-wrong-twice = The same category stands above already. Choose another or none.
record-wrong-unsettled = Somebody else has changed this too. Choose which version to keep.

## When two change at once

record-news = { $who } changed the record at the same time
record-news-kept = Your changes are still there. Read, and save again.
record-news-conflicts = Your changes are still there. You have both changed these. Choose what to keep:
record-somebody = Somebody else
record-conflict = { $who } wrote:
record-conflict-gone = { $who } removed it.
record-keep-mine = Keep mine
record-take-theirs = Take theirs
record-keep-mine-of = Keep mine: { $name }
record-take-theirs-of = Take theirs: { $name }
cases-contradicted-recorded = Somebody else has just changed the record of the case. Read what was changed and try again.

## History

record-history = Earlier versions
record-history-count =
    { $count ->
        [one] 1 version
       *[other] { $count } versions
    }
record-history-none = Nothing was changed.
record-history-before = Before
record-history-after = After
record-event = { $who } changed the record. { $changes }.
record-event-none = { $who } saved the record without changing anything.

## The status

record-move = Change status …
record-move-title = Change status
record-move-now = Status now: { $phase }.
record-move-told = The reporter has been told: { $phase }.
record-move-to = New status
record-move-choose = Choose the new status.
record-move-tell = Should the reporter be told?
record-move-tell-yes = Yes, in a message
record-move-tell-yes-hint = You write it in the next step. The status changes once it is sent.
record-move-tell-no = No, only those of us who handle it
record-move-tell-no-hint = The reporter sees the same status as before.
record-move-reason-hint = A sentence is enough. You may leave it empty.
record-move-reason-needed = A sentence is enough. Whoever reads the case later must be able to understand why.
record-move-write = Write the message
record-move-save = Seal and change
record-moved = The status is changed: { $phase }.
record-tell-phase = Status for the reporter
record-tell-nothing = Unchanged ({ $phase })
record-lead-assess = The reporter is told that you are assessing the report. It helps to say what that means.
record-lead-investigate = The reporter is told that you are investigating. It helps to say what happens now.
record-lead-conclude = The reporter is told that you are putting together what you have found.
record-lead-out-of-scope = Write why it does not belong here, and where the reporter can turn: a manager, human resources, a union, a safety representative or the police.
record-lead-refer = Write why, and to whom or where the reporter is referred.
record-close-missing = Fill in what you found and what came of it before you close.
record-close-asked = This is not filled in. Fill in what can be said, or close without it.
record-close-fill-in = Fill in the result

## Keys

record-key-edit = Fill in the case work
record-key-move = Change status
record-key-save = Seal and save
record-key-leave = Back to the conversation
