### The page of whoever keeps the channel's recovery code: cases that nobody at the desk can open are handed to somebody who can.

recovery-link = I keep a channel’s recovery code
recovery-title = Hand on cases with the recovery code
recovery-lead = If every handler and deputy has left a case, or the reporter has shut them out, only the channel’s recovery code opens it. Here you hand it to somebody who can work on it. The page does not show what the report says, and cases that somebody at the desk can open are not listed here.
recovery-not-here = Type the code only on a computer that you trust. It stays in the browser, is not saved, and is gone when you leave the page. That the code was used is entered in the channel’s log.
recovery-code = The channel’s recovery code
recovery-open = See what waits
recovery-opening = Opening what waits …
recovery-unknown = The code belongs to no channel here, or the channel has another code by now. Check it against the paper.
recovery-keyring = The server shows a list of keys that does not fit the code. Hand no case on; talk to the channel’s owner, without saying that a case waits.
recovery-channel = The channel { $address }.
recovery-none = No case waits for the code. What it opens, somebody at the desk can open too.
recovery-compare = First compare the channel’s fingerprint with the link or the poster. If it differs, the server may have made up the people listed here: then hand nothing on.
recovery-fingerprint = The channel’s fingerprint
recovery-does = Whoever you choose can read everything in the case and answer. The case gets a new key. The case shows who handed it to whom, and the reporter sees that you changed who can open it. Whoever the reporter has shut out cannot be chosen.
recovery-received = Came in on { $day }
recovery-case-damaged = A case that does not open
recovery-damaged = The case does not agree with what was signed, and cannot be handed on. Contact whoever runs the server.
recovery-held-back = The server is holding back something of the case. It cannot be handed on before all of it is here.
recovery-nobody = There is nobody to hand the case to. The channel’s owner must first invite somebody whom the reporter does not shut out.
recovery-to = Who is to have the case?
recovery-give = Hand on { $reference }
recovery-given = The case is handed to { $title } and is in their inbox now. Tell them yourself too: the law’s days go on.
recovery-elsewhere = The case was changed or handed on elsewhere. Reload the page and type the code again.
recovery-leave = Done: forget the code and go to the sign-in
