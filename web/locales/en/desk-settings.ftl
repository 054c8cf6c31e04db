### A channel's settings, which its owner signs.

settings-title = Settings
settings-why = Here you who own the channel decide which rules it follows. Nothing applies before you have read what changes and signed it.
settings-owner-only = This is what the channel’s owner has decided. Only the owner can change it.
settings-acknowledgement = What counts as the acknowledgement?
settings-by-handler = A message from you
settings-by-handler-hint = You acknowledge each report within seven days.
settings-by-receipt = The receipt that the reporter gets at once
settings-by-receipt-hint = The report is acknowledged as it comes in. The three months to feedback run from that day.
settings-retention = Months that a closed case is kept
settings-retention-hint = From 1 to { $most } months. A case that is opened again counts from when it is closed anew.
settings-retention-wrong = Write a number of months from 1 to { $most }.
settings-retention-private = For companies and associations: reports are kept only as long as needed, at most two years after the case was closed (Act 2021:890, chapter 7, section 8 and chapter 8, section 4).
settings-retention-public = For municipalities, regions and authorities: the law’s two years do not stop public records from being preserved (Act 2021:890, chapter 7, section 8). When the time is over the case is to be archived. Nothing is erased without a registered decision to erase it.
settings-reporter-sees = What the reporter sees and can do
settings-read-marks = The reporter sees that you have read
settings-read-marks-hint = The reporter’s case says when one of you has read what the reporter wrote.
settings-show-own = The reporter sees again what they have written
settings-show-own-hint = Without it only what you write is shown. Leave the box empty if whoever follows up may be watched, or their code taken.
settings-server-path = Reports can be made without JavaScript
settings-server-path-hint = The server then sees the text while it seals it. The pages say so.
settings-yes = Yes
settings-no = No
settings-months =
    { $count ->
        [one] { $count } month
       *[other] { $count } months
    }
settings-unchanged = Nothing has been changed.
settings-review = Review the changes
settings-review-title = This changes
settings-review-signs = By publishing you sign a new list of keys with these settings. Those who handle reports stay the same.
settings-publish = Sign and publish
settings-publishing = Publishing …
settings-published = The settings are published.
settings-means-texts = These texts on the channel’s pages give way to those that fit: { $texts }.
settings-means-own-texts = These texts you have worded yourselves, and they stay: { $texts }. Read them, so that they are right.
settings-text-welcome = the first words
settings-text-scope = what can be reported
settings-text-protection = the protection
settings-text-confidentiality = secrecy and confidentiality
settings-text-authorities = the authorities
settings-text-press = the right to turn to the media
settings-text-oral = reporting by word of mouth
settings-text-privacy = personal data
settings-text-accessibility = accessibility
settings-means-receipt = Holds for reports written after you have published. Those that have come in already you acknowledge as before.
settings-means-handler = Holds for reports written after you have published: those you acknowledge within seven days. Those that came before are acknowledged by the receipt.
settings-means-retention = Holds for every case of the channel, those that are closed already among them.
settings-means-longer = Holds for reports that come in after you have published. Those that have come in already are kept no longer than was said then.
settings-means-were-public = What has come in already are public records. They are erased only with a registered decision.
settings-ahead-unread = Working out what that means for your cases …
settings-ahead-none = None of the cases that you can open has been closed for so long.
settings-ahead-over-private =
    { $count ->
        [one] { $count } of the cases that you can open has been closed for longer, and is to be erased.
       *[other] { $count } of the cases that you can open have been closed for longer, and are to be erased.
    }
settings-ahead-over-public =
    { $count ->
        [one] { $count } of the cases that you can open has been closed for longer, and is to be archived.
       *[other] { $count } of the cases that you can open have been closed for longer, and are to be archived.
    }
settings-ahead-next = The next comes to its last day on { $day }.
settings-ahead-others = Cases that others can open and you cannot are not counted.
settings-means-read-marks = From now on reporters see when you have read, in cases that you open.
settings-means-no-read-marks = Reporters no longer see that you have read.
settings-means-show-own = What reporters write from now on they see again when they follow up.
settings-means-hide-own = What reporters write from now on they do not see again. What they wrote before they can still read.
settings-means-server-path = The pages without JavaScript open, for new reports and for following up.
settings-means-no-server-path = The pages without JavaScript close. Whoever reported there needs a browser with JavaScript to follow up, with the same code.
