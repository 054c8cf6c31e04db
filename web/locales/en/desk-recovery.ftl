### The page of whoever keeps the channel's recovery code: cases that nobody at the desk can open are handed to somebody who can.

recovery-link = I keep a channel’s recovery code
recovery-title = Hand on cases with the recovery code
recovery-lead = If every handler and deputy has left a case, or the reporter has shut them out, only the channel’s recovery code opens it. Here you hand it to somebody who can work on it. The page does not show what the report says. A case that somebody at the desk can open cannot be handed on here.
recovery-not-here = Type the code only on a computer that you trust. It stays in the browser, is not saved, and is gone when you leave the page, or when nobody has touched it for ten minutes. Each use of the code is entered in the channel’s log.
recovery-over = Nobody touched the page for a while, or it was closed. The code and all that it opened is forgotten. If you were handing a case on, it may have arrived: ask whoever was to have it.
recovery-again = Type the code again
recovery-code = The channel’s recovery code
recovery-open = See what waits
recovery-opening = Looking what waits …
recovery-unknown = The code belongs to no channel here, or the channel’s list of keys has another. Check it against the paper.
recovery-keyring = The server shows a list of keys that does not fit the code, or only a part of it. Hand no case on. Talk to the channel’s owner, without saying that a case waits.
recovery-keyring-expired = The list of keys was good until { $until }. Either the channel’s owner has not signed in for long, or the server hides a newer list. Nothing can be handed on with it. Ask the owner to sign in, which renews the list, without saying that a case waits.
recovery-keyring-early = The list of keys is signed on a day that has not come yet. Check this computer’s clock.
recovery-which = The server says that the code belongs to several channels. Choose the one that stands on the paper.
recovery-channel = The channel { $address }
recovery-none = No case waits for the code. A case whose last handler was taken off the list of keys comes here 14 days after that.
recovery-waiting = { $count ->
    [one] One case waits. You see what it is called when you open it, but not what stands in it.
   *[other] { $count } cases wait. You see what they are called when you open them, but not what stands in them.
  }
recovery-case = Case { $number }, came in on { $day }
recovery-case-open = Open case { $number }
recovery-case-opening = Opening and checking the case …
recovery-damaged = The case does not agree with what was signed, or it is sealed to another code. It cannot be handed on. Contact whoever runs the server.
recovery-case-keyring = Whoever wrote in the case had another list of keys than the server shows. Hand no case on: the server may have made the list up, or show an old one. Talk to the channel’s owner, without saying that a case waits.
recovery-held-back = The server is holding back something of the case. It cannot be handed on before all of it is here.
recovery-somebody = The case is not left to the code, whatever the server says: { $names } has it and stands in the list of keys. Nothing is handed on.
recovery-nobody = There is nobody to hand the case to. The channel’s owner must first invite somebody whom the reporter does not shut out.
recovery-reference = The case is called { $reference }
recovery-does = Whoever you choose can read everything in the case and answer. The case gets a new key. The case shows that you handed it on, to whom, and that nobody at the desk could open it. Whoever the reporter has shut out is not listed here.
recovery-to = Who is to have the case?
recovery-stood-title = Ask first
recovery-stood = { $names } had the case and cannot be found in the list of keys any more. Nothing signed says that the case was left to the code. The newest thing that the server shows is from { $day }, and it may hide that the case was given to somebody after that. Ask { $names } whether { $reference } was given on, and to whom. If it was, give it to nobody else here. If nobody can be asked, nobody can know.
recovery-stood-asked = I have asked, or tried to, and nobody says that { $reference } was given on
recovery-stood-missing = Ask first. If the case was given on, give it to nobody else here.
recovery-compare-title = Compare first
recovery-compare = The server may have made up the people listed here, or show an old list. Compare the channel’s fingerprint with the link or the poster. Then call somebody other than whoever is to have the case, at a number that you already have: the channel’s owner, or a handler. The page Handlers on their screen must show the same number, day and fingerprint of the list. Do not say why you ask. If there is nobody else to call, it cannot be known that the list is the newest.
recovery-fingerprint = The channel’s fingerprint
recovery-key-of = The key of { $title }
recovery-compare-key = Call { $title } too, at a number that you already have. The page Handlers on their screen must show this fingerprint of their own key:
recovery-compared-list = The list’s number, day and fingerprint are the same on the screen of somebody other than whoever is to have the case, and the channel’s fingerprint is that of the link or poster
recovery-compared-key = The fingerprint of the key is the same on the screen of whoever is to have the case
recovery-compared-missing = Compare first. If anything differs, hand nothing on, and talk to the channel’s owner.
recovery-give = Hand on { $reference }
recovery-given = The case { $reference } is handed to { $title } and is in their inbox now. Tell them yourself too: the law’s days go on. Write what the case is called, the day and who has it on the paper with the code. If a case of that name is shown here again, do not hand it on, and talk to whoever got it.
recovery-elsewhere = The case was changed or handed on elsewhere. Reload the page and type the code again.
recovery-leave = Done: forget the code and go to the sign-in
