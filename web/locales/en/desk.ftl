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
desk-signed-out = You have signed out. No keys are left on this computer.
desk-session-over = You were away for long, or ended the session elsewhere. Sign in again.
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
desk-problem-conflict = Somebody was first. Reload the page and see what is new.
desk-problem-too-large = What you sent is too large.
desk-problem-too-slow = The network was too slow. Try again. What you have written is still here.
desk-problem-expired = The link or code has been used or is too old. Ask for a new one.
desk-problem-closed = The channel does not take this at present.
desk-problem-no-space = The server’s disk is full. Nothing was stored. Tell whoever runs the server.
desk-problem-unavailable = Something went wrong on the server. Nothing was stored. Try again in a while.
desk-problem-worker = The browser could not work out the keys. Reload the page. Close other tabs if the computer is short of memory.
desk-problem-unforeseen = Something went wrong on this page. Reload it and try again.

## Alarms

desk-alarm = Something is wrong
desk-alarm-channel = Something is wrong in the channel { $address }
desk-alarm-vault = The server handed out an older vault than the one this computer saw last, or another one. Sign nothing until it is cleared up. Call whoever runs the server, and the channel’s owner. A restored backup may explain it, but so may a break-in.
desk-alarm-keyring = The key lists from the server do not agree with the one you trust. Write nothing to any reporter and call the channel’s owner.
desk-alarm-went-back = The server shows an older key list than one this computer has seen. Call the channel’s owner and whoever runs the server.
desk-alarm-own-line = In the key list other keys than your own stand under your name. Call the channel’s owner before you do anything more.
desk-alarm-unsigned-by-me = The server shows a newer key list than the one you signed last. The desk signs nothing new. If you have just changed the list and lost the network, that may explain it; otherwise somebody else has had your owner key.
desk-alarm-settings = The channel’s texts are not those that the owner signed. Reporters may have read something else. Call whoever runs the server.
desk-channels-unread = The channels could not be read. { $why }
desk-again = Try again
