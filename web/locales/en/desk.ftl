### Words on the desk: the handlers’ pages.

desk-product = Sigill
desk-skip = Skip to the content
desk-navigation = The desk
desk-other-language = På svenska
desk-cases = Cases
desk-close = Close
desk-starting = Opening the desk …

## Signing in and locking

desk-sign-in = Sign in
desk-sign-in-name = Sign-in name
desk-sign-in-name-missing = Type your sign-in name.
desk-passphrase = Passphrase
desk-passphrase-hint = Your seven words, with spaces between.
desk-passphrase-length = A passphrase has seven words. Here { $count ->
        [one] is one word
       *[other] are { $count } words
    }.
desk-passphrase-word = Word number { $place } is mistyped: it is not among the words that passphrases are made of.
desk-passphrase-other = This is not your passphrase. Check the words and their order.
desk-show-passphrase = Show the passphrase
desk-second-factor = One-time code
desk-second-factor-hint = Six digits from the app on your phone.
desk-second-factor-form = A one-time code has six digits. Wait for the next one in the app if it has just changed.
desk-unlocking = Working out your keys and opening the vault. This takes a second or so.
desk-unlock = Unlock
desk-lock = Lock
desk-sign-out = Sign out
desk-signing-out = Signing out …
desk-sign-out-unanswered = Locked, but perhaps not signed out
desk-sign-out-unanswered-means = The vault is locked and no keys are left on this computer. But the server has not answered, so the session may be open there for some hours yet. Try again when the network works.
desk-sign-out-again = Sign out again
desk-no-answer = The server does not answer
desk-signed-out = You have signed out. No keys are left on this computer.
desk-session-over = The session has expired or was ended elsewhere. Sign in again.
desk-unfinished = The desk locked before you had finished. Sign in again in the same way as just now.
desk-locked = The desk is locked
desk-locked-as = You are signed in as { $name }. Type the passphrase to go on.
desk-locked-idle = Nobody touched the desk for ten minutes, so it locked. You are signed in as { $name }. Type the passphrase to go on.
desk-idle-title = Are you still there?
desk-idle-warning = The desk locks in a minute. Press a key or move the mouse to go on. What you have written is kept.
desk-idle-stay = I am still here

## Keys

desk-keys = Keys
desk-keys-on = Single keys do something
desk-keys-hint = Switch them off if you dictate to the computer or often press a wrong key. Keys together with Ctrl work all the same.
desk-key-mod = Ctrl

## When something does not work

desk-seconds = { $count ->
        [one] a second
       *[other] { $count } seconds
    }
desk-minutes = { $count ->
        [one] a minute
       *[other] { $count } minutes
    }
desk-problem-offline = The server does not answer. Check the network and try again. What you have written is still here.
desk-problem-version = The server and this page do not understand each other. Reload the page. If that does not help, tell whoever runs the server.
desk-problem-not-found = It does not exist, or it is not yours.
desk-problem-not-authenticated = The name, the passphrase or the one-time code is wrong. We do not say which. A one-time code works only once.
desk-problem-forbidden = You may not do that.
desk-problem-slow-down = There were too many attempts with this name. Wait { $wait } and try again.
desk-problem-locked = The desk is locked. Unlock it and try again.
desk-problem-conflict = Somebody was first. Reload the page and see what is new.
desk-problem-wrong-day = Your computer’s clock shows another day than the server’s. Set it right and try again. If it is right already, tell whoever runs the server.
desk-problem-nonce-expired = It took too long. Try once more.
desk-problem-out-of-turn = The case is closed already, or has been opened again. Read what is new and decide whether it is still needed.
desk-problem-too-large = What you sent is too large.
desk-problem-case-full = The case has no more room. Nothing was stored.
desk-problem-file-too-large = The file is too large.
desk-problem-files-full = The case has no room for more files.
desk-problem-files-tomorrow = The channel takes no more files today. You can send the text now.
desk-problem-no-room-for-files = The server has no room for files just now. You can send the text now. Tell whoever runs the server.
desk-problem-files = A file did not arrive whole. Nothing was stored. Send the files again.
desk-problem-sending = The file is being sent already. Wait a little and try again.
desk-problem-file-lost = A part of the file is missing on the server. Tell whoever runs the server.
desk-problem-too-slow = The network was too slow. Try again. What you have written is still here.
desk-problem-expired = The link or code has been used or is too old. Ask for a new one.
desk-problem-closed = The channel does not take this at present.
desk-problem-no-space = The server’s disk is full. Nothing was stored. Tell whoever runs the server.
desk-problem-busy = The server is receiving too much at once. Nothing was stored. Try again in half a minute.
desk-problem-unavailable = Something went wrong on the server. Nothing was stored. Try again in a while.
desk-problem-unknown = Something went wrong on the server. It is not known whether it was kept. Try again in a while: nothing is kept twice.
desk-problem-worker = The browser could not work out the keys. Reload the page. Close other tabs if the computer is short of memory.
desk-problem-unforeseen = Something went wrong on this page. Reload it and try again.

## Alarms

desk-alarm = Something is wrong
desk-alarm-channel = Something is wrong in the channel { $address }
desk-earlier-title = Your newest vault does not open
desk-earlier-what = The newest vault on the server does not open, but an earlier one does. A fault may explain it, or somebody may have written over the vault.
desk-earlier-missing = If you open the earlier vault, it becomes your vault again. What was added later may be missing: keys, channels that you have checked, and invitations that you have made. Call whoever runs the server and the channel’s owner, and say what has happened.
desk-earlier-open = Open the earlier vault
desk-alarm-vault = The server handed out an older vault than the one this computer saw last, or another one. Sign nothing until it is cleared up. Call whoever runs the server, and the channel’s owner. A restored backup may explain it, but so may a break-in.
desk-alarm-vault-renumbered = The server gives your vault another number than the one that is sealed inside it. It can make an old vault look new that way. Sign nothing until it is cleared up. Call whoever runs the server, and the channel’s owner.
desk-alarm-keyring = The lists of keys from the server do not agree with the one you trust. Write nothing to any reporter and call the channel’s owner.
desk-alarm-went-back = The server shows an older list of keys than one this computer has seen. Call the channel’s owner and whoever runs the server.
desk-alarm-forked = The server shows another list of keys than the one that this computer has seen under the same number. Write nothing to any reporter. Call the channel’s owner and whoever runs the server.
desk-alarm-own-line = In the list of keys, other keys than your own stand under your name. Call the channel’s owner before you do anything more.
desk-alarm-unsigned-by-me = The server shows a newer list of keys than the one you signed last. The desk signs nothing new. If an earlier vault was put back, that may explain it; otherwise somebody else has had your owner key.
desk-alarm-settings = The channel’s texts are not those that the owner signed. Reporters may have read something else. Call whoever runs the server.
desk-alarm-expired = The list of keys that the server shows expired on { $day }. The owner’s desk renews it when the owner signs in. If the owner has done that since, the server is hiding the newer list, and somebody who has left the channel may still seem to belong to it. Ask the owner.
desk-unread = Something has changed in the channel { $address }
desk-unread-why = A list of keys that you signed on { $day }, and that the server had not confirmed, is in force.
desk-forgotten-why = A list of keys that was signed with your key on { $day } is in force, but your vault does not know it. If an earlier vault was put back, that may explain it; otherwise somebody else has had your owner key. This is what the list changes since the last one that the vault knows.
desk-unread-lets-in = It lets in:
desk-unread-shuts-out = It shuts out:
desk-unread-same-people = The people are the same, but the channel’s texts or rules have changed.
desk-unread-same = All lines are the same. Only its number and days are new.
desk-unread-what = Until you have confirmed that you have read this, the desk signs nothing new. If it is not what you want any more: do not confirm, write nothing to any reporter, and call whoever runs the server.
desk-unread-read = I have read this, and it is right
desk-forgotten-compare = Call each handler and deputy in the list, at numbers you already have. Their desks must show this fingerprint on the page Handlers, and no alarm:
desk-forgotten-lines = In the list are:
desk-forgotten-same = I have let in everybody in the list, and the fingerprint is the same on their screens
desk-forgotten-compare-missing = Compare first. If somebody is in the list whom you have not let in, or who has left the channel: do not confirm, and call whoever runs the server.
desk-forgotten-mine = These are my lines
desk-renewal-ask = Is the list of keys of the channel { $address } right?
desk-renewal-ask-why = The list of keys is due for renewal, and this browser has no record of its own to compare it with. The server shows list of keys number { $epoch }, issued { $day }, with the people below. If somebody who has left still stands there, if somebody is missing, or if the day is older than you expect: do not sign, and call whoever runs the server.
desk-renewal-confirm = The list of keys is right. Sign it
desk-channels-unread = The channels could not be read. { $why }
desk-again = Try again

## Steps

desk-step = Step { $number } of { $of }
desk-go-on = Continue
desk-go-back = Back
desk-print = Print
desk-save-file = Save as a file
desk-copied = Copied.
desk-not-copied = The browser did not let us copy. Mark the text and copy it yourself.
desk-copy-text = Copy the text
desk-last-group = Type the last five symbols of the code
desk-last-group-hint = Read them from the paper or the file, and you know that it was kept.
desk-last-group-wrong = These are not the last five symbols of the code. Read them once more from the paper or the file.
desk-too-long = This is too long. Shorten it.

## First run

desk-setup-checking = Checking the link …
desk-setup-no-link = The link cannot be used
desk-setup-used-up = It has been used, or is more than a day old. Whoever runs the server gets a new one with the command
desk-first-try-arrived = Your first try arrived, with what you had written then. Reload the page and sign in with the name { $name } and the passphrase that you have just been given.
desk-setup-taken = The channel’s address or the sign-in name is taken, or the channel has been established already. Go back and choose another, or sign in.
desk-setup-clock = The server did not take the one-time code: this computer’s clock is wrong. Type the code that the app shows now.
desk-setup-channel = Establish the channel
desk-setup-welcome = A reporting channel is made now, and you become its owner. All keys are made in this browser, and the server never sees them. Allow a quarter of an hour, and have your phone and a printer or a USB stick at hand.
desk-channel-name-sv = What the organisation is called in Swedish
desk-channel-name-hint = As reporters know it, for example Lunda kommun.
desk-channel-name-en = What it is called in English
desk-channel-name-en-hint = Leave it empty if the name is the same.
desk-channel-name-missing = Type what the organisation is called.
desk-address = The channel’s address
desk-address-hint = It is part of the link: { $address }
desk-address-form = The address has 2 to 40 symbols: a to z, digits and hyphens, but no hyphen first or last.
desk-kind = Which rules apply to the organisation?
desk-kind-municipality = Municipality, region, municipal company or public authority: public records and secrecy
desk-kind-company = Company or association
desk-obliged = The law demands that we have a channel
desk-obliged-hint = It normally does for anyone with at least 50 workers. A voluntary channel does not have the same secrecy, and its pages then say so.
desk-setup-owner = You as the owner
desk-setup-owner-why = The owner decides who may read reports and signs the list of their keys. Often this is the head of legal.
desk-shown-title = Title that reporters see
desk-shown-title-hint = The function, and the name if you like. For example: Head of Legal Anna Berg. A reporter can exclude you if it concerns you.
desk-title-missing = Type the title that reporters are to see.
desk-sign-in-name-hint = A name that you choose and will remember. Reporters do not see it.
desk-your-passphrase = Your passphrase
desk-your-passphrase-why = The seven words open your vault on this and other computers. They are drawn at random, for words that one chooses can be guessed.
desk-your-passphrase-keep = Keep them in the organisation’s password manager, or on a paper under lock and key. On the next page you type them.
desk-copy-passphrase = Copy the words
desk-type-passphrase = Type the passphrase
desk-type-passphrase-hint = The seven words, from where you kept them. You can paste.
desk-passphrase-differs = This is not your new passphrase. Check the words and their order.
desk-show-again = Show the words again
desk-second-factor-title = One-time codes on your phone
desk-second-factor-why = Signing in also takes a code from an app, so that it is not enough for somebody to get hold of the passphrase. Every app for one-time codes works, for example the one that is on your phone already.
desk-second-factor-qr = QR code for the app; the same stands beside it as text
desk-second-factor-scan = Open the app and scan the square.
desk-second-factor-text = If it cannot be scanned, type this into the app:
desk-second-factor-here = Open the app on this device
desk-second-factor-differs = The code does not fit. Wait for the next code in the app and type it. Check that the clocks of the phone and the computer are right.
desk-recovery = Your recovery code
desk-recovery-why = If you forget the passphrase, this code opens your vault. Nobody else can, not even whoever runs the server. Print it or save it, in another place than the passphrase.
desk-recovery-purpose = Opens the vault of the sign-in name { $name } if the passphrase is lost. Go to the desk’s sign-in, choose “I have forgotten the passphrase”, and have the phone with the one-time codes at hand. Keep this paper under lock and key.
desk-channel-recovery = The channel’s recovery code
desk-channel-recovery-why = If every handler and deputy has left a case, or is shut out of it, this code is all that can open it. Every report is sealed to it too, unless the reporter excludes whoever keeps it. Whoever keeps it can give such a case to a new handler, from the desk’s sign-in page.
desk-channel-recovery-where = It belongs on paper, under lock and key, with somebody who is not a handler. Give the paper to that person and keep no copy: an owner who has the code can open what a reporter has kept from the owner. Do not keep it on a computer that is connected to the network. It is typed in only on the desk’s sign-in page, when a case waits, on a computer that its holder trusts.
desk-recovery-holder = Who will keep it?
desk-recovery-holder-hint = The function, as reporters see it. For example: Chair of the municipal auditors.
desk-recovery-holder-missing = Type who will keep the code.
desk-channel-recovery-purpose = Opens the cases in the reporting channel of { $channel } if all handlers are gone: on the desk’s sign-in page, under “I keep a channel’s recovery code”. Kept under lock and key, on paper, by: { $holder }.
desk-establish = Establish the channel
desk-establishing = Sealing the keys and establishing the channel …

## Other ways in

desk-forgot-passphrase = I have forgotten the passphrase
desk-forgot-passphrase-why = The recovery code opens your vault in the passphrase’s place. Then you get a new passphrase and a new recovery code.
desk-lost-second-factor = I no longer have the phone
desk-lost-second-factor-why = Passphrase and recovery code together take the place of the one-time code. Then you put one-time codes into a new phone.
desk-recovery-hint = 25 symbols in five groups. Lower case and spaces are fine.
desk-have-invitation = I have an invitation
desk-to-sign-in = To sign-in
desk-code-symbol = Symbol number { $place } is in no code. Check it.
desk-code-length = A code has 25 symbols. Here { $count ->
        [one] is one
       *[other] are { $count }
    }.
desk-code-check = The symbols do not belong together. Something is mistyped, or it is a code of another kind.

## The account

desk-account = Account
desk-ways-in = Your ways in
desk-change = Change
desk-changed = The change is made.
desk-change-unknown = We do not know whether the change was made. Keep both the old and the new words and codes, and try again.
desk-change-unknown-recovery = We do not know whether the change was made. Keep both the old and the new recovery code, and try again.
desk-change-unknown-second-factor = We do not know whether the change was made. Keep the one-time codes in both the old and the new phone, and try again.
desk-change-refused = The server did not take the proof that it is you, and nothing was changed. Start again, with the passphrase or code that is good now.
desk-change-refused-second-factor = The server did not take the passphrase or the one-time code, and nothing was changed. Wait for the next code in the app and try again. If that does not help: start again, and check this computer’s clock.
desk-change-ways = New passphrase
desk-change-ways-why = Could somebody have seen the passphrase? You get a new one, and a new recovery code. All other sessions end.
desk-change-recovery = New recovery code
desk-change-recovery-why = Is the recovery code gone, or has somebody seen it? The old one stops working. All other sessions end.
desk-change-second-factor = New phone for one-time codes
desk-change-second-factor-why = Are you changing phones? The codes of the old one stop working.
desk-prove = Show that it is you
desk-prove-why = Type the passphrase before anything is changed. Whoever finds an unlocked computer must not be able to shut you out.
desk-proving = Turning the passphrase into a key. This takes a second or so.
desk-sessions = Sessions
desk-sessions-why = Here you are signed in. End what you do not recognise, and then change the passphrase.
desk-sessions-reading = Fetching the sessions …
desk-session-begun = Signed in { $moment }
desk-session-used = Last used { $moment }
desk-session-this = This one
desk-session-end = End
desk-session-ended = The session has ended.

## The channel

desk-share = Share the channel
desk-channel-reading = Reading and checking the channel …
desk-trial = The channel is being tried out: the reporting page shows a banner that no real reports are to be sent yet. It can be opened to everybody once there are two handlers, or one handler and a deputy.
desk-trial-invite = Invite another handler
desk-share-place-unknown = This browser does not know where the channel’s report page is. Check that { $place } is the address that you have decided on, before you spread it.
desk-share-place-confirm = The address is right
desk-share-place-other = The server gives another address than before
desk-share-place-other-why = When the channel was set up or last confirmed in this browser, its report page was at { $before }. Now the server says { $place }. Whoever controls the server could lead reporters to a false page this way. Spread nothing before whoever runs the server has told you, in person or by phone, that the address has been changed.
desk-share-link = The link for the intranet
desk-share-link-why = Put it on the page about whistleblowing. The link carries the fingerprint of your key, so that the reporter’s browser notices if the server exchanges it. Copy the whole link, therefore.
desk-in-swedish = In Swedish
desk-in-english = In English
desk-copy-link = Copy the link
desk-copy-code = Copy the code
desk-fingerprint = The fingerprint
desk-fingerprint-why = It is not secret. The reporting page shows the same symbols, so that anybody can compare.
desk-poster = Poster
desk-poster-why = Print it and put it up where everybody can read it without being seen.
desk-poster-qr = QR code of the reporting page for { $address }
desk-poster-print = Print the poster
desk-poster-title = Have you seen something that is not right at { $name }?
desk-poster-text = You can tell us, without saying who you are.
desk-poster-private = Scan the code with your own phone, preferably at home. Your employer’s computer and network can see that you visited the page.
desk-poster-fingerprint = The page must show this fingerprint: { $fingerprint }

desk-members = Handlers
desk-shown-title-short = Title
desk-role = Role
desk-mailed = Mails arrive
desk-mailed-yes = Yes
desk-mailed-no = No
desk-mailed-hint = The server says whether mails arrive, never where. Whoever stands with No gets no reminders: ask them to confirm an address under Account.
desk-since = Since
desk-you = you
desk-role-handler = Handler
desk-role-handler-hint = Reads reports and answers reporters.
desk-role-deputy = Deputy
desk-role-deputy-hint = May read a report only if the reporter excludes every handler, or none of them is left in the case.
desk-role-custodian = Joint keeper of contact details
desk-role-recovery = Keeps the channel’s recovery code
desk-keyring-signed = List of keys number { $epoch }, signed { $day }, good until { $until }. It renews itself when the owner signs in.
desk-keyring-fingerprint = Fingerprint of the list of keys
desk-own-key = The fingerprint of your own key
desk-keyring-fingerprint-why = The fingerprint of the list of keys must be the same for all handlers and deputies. Compare by phone if you wonder about anything.
desk-publish = Open the channel to everybody
desk-publish-why = There are enough handlers now. Read through the channel’s texts and file a report as a trial before you open it. The banner goes away.
desk-published = The channel is open to everybody.
desk-invitations = Invitations
desk-invitations-none = No invitations are waiting. Invite somebody below.
desk-invitation-unknown = The code of this invitation is not in your vault. Withdraw it and make a new one.
desk-invitation-foreign = The answer does not come from somebody who has the code, or was altered on the way. Do not let this person in. Withdraw the invitation, call the person, and call whoever runs the server.
desk-invitation-give = Give the code to the person: across a table or by phone, or as a link in an encrypted message. Not in an ordinary e-mail. It is good until { $day }.
desk-invitation-code = Invitation code
desk-withdraw = Withdraw the invitation
desk-withdraw-unconfirmed = You have signed a list of keys that the server has not confirmed. It can come into force all the same. If this is the person whom you tried to let in, they are in then, though the invitation is withdrawn. The desk tells you if that happens.
desk-withdraw-anyway = I understand. Withdraw the invitation
desk-joined = { $title } has joined and waits to be let in. Call, and read the fingerprint to each other. The same symbols must stand on both screens.
desk-join-fingerprint = Fingerprint of the new key
desk-join-same = We have compared: it is the same on both screens
desk-join-compare-missing = Compare the fingerprints first. That is what keeps the server from exchanging the key.
desk-line-title-hint = The server remembers this title from the invitation, but it may have been changed there. Correct it if it is not the one you wrote. It stands in the list of keys and is shown to reporters.
desk-line = You are signing: { $title }, { $role }, key { $fingerprint }
desk-let-in = Sign and let in
desk-invite = Invite somebody
desk-invite-why = You get a code to hand over outside of the server. The person makes their own keys, and you sign that they belong to the channel.
desk-invite-title-hint = The function, and the name if the person likes. For example: Municipal auditor. Reporters can exclude the person if it concerns them.
desk-invite-make = Make an invitation
desk-invited = The invitation is made. The code is in the list.

## Joining

desk-join = Join a channel
desk-join-why = Type the code that the channel’s owner has given you.
desk-join-open = Open the invitation
desk-join-opening = Fetching the invitation …
desk-invitation-gone = There is no invitation for this code. Check it. It may also have been used or withdrawn, or be too old: ask the owner for a new one.
desk-join-welcome = You are invited
desk-join-as-handler = You are to be a handler in the channel { $address }: you read reports and answer reporters.
desk-join-as-deputy = You are to be a deputy in the channel { $address }: you may read a report only if the reporter excludes every handler, or none of them is left in the case.
desk-join-title = Reporters will see you as: { $title }. If that is wrong, ask the owner for a new invitation.
desk-join-keys = Your keys are made now, in this browser. Have your phone and a printer or a USB stick at hand.
desk-join-send = Join
desk-join-sending = Sealing and sending the keys …
desk-name-taken = The sign-in name is taken. Go back and choose another.
desk-waiting = Waiting for the owner
desk-waiting-why = You have joined. Now the channel’s owner is to sign that the keys are yours. This page notices by itself; you can also sign out and come back later.
desk-waiting-compare = Read it to the owner by phone or across a table. The same symbols must stand on the owner’s screen.
desk-waiting-look = Look now
desk-invitation-over = The invitation is no longer good
desk-waiting-gone = The owner has withdrawn the invitation, or it has expired. Ask for a new one and sign out here.
desk-welcome = You have been let in. The owner’s key is checked and kept in your vault.
desk-welcome-foreign = The answer does not come from whoever gave you the code, or the keys in your line are not yours. Do nothing more here. Call the channel’s owner.
