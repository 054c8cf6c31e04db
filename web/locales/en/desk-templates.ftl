### Templates of letters to reporters. What stands in braces is filled in by the desk or by whoever writes; nothing of it can be sent.

templates = Template
templates-title = Insert a template
templates-key = Insert a template
templates-which = Which template?
templates-for = fits here
templates-language = In which language?
templates-language-sv = Swedish
templates-language-en = English
templates-preview = What the text becomes
templates-insert = Insert
templates-after = What stands in the box already stays; the template comes after it.
templates-blanks = What stands in braces is yours to fill in. Until then the letter cannot be sent.
templates-unfilled = Fill in, or take away, what stands in braces: { $names }

## Templates of one's own

templates-own = yours
templates-new = New template
templates-edit = Change this template
templates-key-writing = Insert a template while you write
templates-new-title = New template
templates-edit-title = Change the template
templates-own-hint = Only you see your templates. What stands in braces, such as { $example }, is filled in each time. Write nothing of a case: templates stay when a case is erased.
templates-own-example = reason
templates-name = What the template is called
templates-text-sv = Text in Swedish
templates-text-en = Text in English
templates-fields = Put in what the desk fills in by itself
templates-save = Save the template
templates-saved = The template { $name } is saved.
templates-delete = Delete the template
templates-deleted = The template { $name } is deleted.
templates-missing-name = Write what to call the template.
templates-missing-text = Write the text, in one of the languages or in both.
templates-too-long = The text is too long. There is room for { $most } characters.
templates-taken = You already have a template of that name.
templates-changed = The template was changed in another window or on another computer meanwhile, and what you did here is not saved. If you save or delete it again, you write over what was changed there.
templates-full = There is no room for more templates. Delete one first.
templates-not-saved = The template is not saved.
templates-unsaved = What you have written is not saved. Save the template, or press Cancel.
own-no-room = There is not room for all templates and views together. Shorten or delete a template first. What you have written here stays.
own-newer = Another version of this page has saved something that this one does not understand. Load the page anew. Nothing is saved until then.

## What is filled in by itself

template-field-reference = reference
template-field-organisation = the organisation
template-field-title = your title
template-field-received = the day the report came
template-field-feedback-by = feedback by

## The templates

template-acknowledgement = Acknowledgement
template-acknowledgement-text =
    Hello,

    Thank you for telling us. { $organisation } has received your report. Its reference is { $reference }.

    We begin by assessing it. By { $day } you are to be given feedback here, to a reasonable extent: which measures we have taken or intend to take, and the reasons for them.

    We may need to ask you for more, so do look in from time to time. You can write here yourself whenever you like.

    { $title }
template-feedback = Feedback
template-feedback-text =
    Hello,

    This is feedback on the report that you filed on { $received }, { $reference }.

    This is what we have done or intend to do: {"{"}measures{"}"}

    These are the reasons: {"{"}reasons{"}"}

    This is how the case goes on: {"{"}the next step, or that the case is closed{"}"}

    If you have questions, or if we have misunderstood something, write here. You may always turn to an authority that takes reports in the field as well.

    { $title }
template-more = Asking for more
template-more-text =
    Hello,

    Thank you for your report, { $reference }. To go on we need to know more:

    {"{"}the questions, one on each line{"}"}

    Answer what you can. If you have documents or pictures that show what has happened, you can attach them.

    Write nothing that could show who you are unless you want us to know. Leave out personal data that do not matter to the case as well.

    { $title }
template-closing = Closing
template-closing-text =
    Hello,

    We have followed up your report, { $reference }, and close the case.

    We have come to this: {"{"}conclusion and reasons{"}"}

    It has led to: {"{"}measures, or why there are none{"}"}

    You can read and write here for as long as the case is kept. If you suffer reprisals, or if somebody tries to keep you from reporting, tell us at once.

    { $title }
template-out-of-scope = Outside the law: where to turn
template-out-of-scope-text =
    Hello,

    We have assessed your report, { $reference }, and found that it cannot be followed up in this channel. The reason is: {"{"}reason{"}"}

    The Swedish whistleblowing act is about wrongdoing in a work-related context that the public has an interest in bringing to light, and about breaches of certain EU law. What concerns your own employment alone does not, as a rule, belong there. It is not certain that the act protects a report that falls outside it.

    That does not mean that what you tell is unimportant. You can turn to
    – your manager, or your manager’s manager
    – the personnel department
    – the union or the safety representative
    – the police, if it may be a crime.

    If you think that we have assessed it wrongly, write here and tell us why.

    { $title }
template-referral = Referral
template-referral-text =
    Hello,

    We have assessed your report, { $reference }. The matter is to be tried by {"{"}whom or which authority{"}"}. This is how you reach them: {"{"}way of contact{"}"}

    The reason is: {"{"}reason{"}"}

    This is what we hand over ourselves: {"{"}which information, to whom and on what ground, or nothing{"}"}

    If you have questions, you can write here.

    { $title }
template-minutes = Minutes to check
template-minutes-text =
    Hello,

    Here are the minutes of {"{"}the call or meeting, and on which day{"}"}, { $reference }. Read them, and correct what is wrong. If they are right you can approve them; the approval is signed with your case code. Whether you approve them is for you to decide.

    Minutes

    Present for { $organisation }: {"{"}titles{"}"}

    This was said: {"{"}what was said{"}"}

    { $title }
