### The page of whoever keeps the channel's recovery code: cases that nobody at the desk can open are given to somebody who can.

recovery-link = I keep a channel’s recovery code
recovery-title = Give cases on with the recovery code
recovery-lead = If every handler and deputy has left a case, only the channel’s recovery code opens it. Here you give it to somebody who can work on it. You do not get to read the report, nor any other case.
recovery-not-here = Type the code only on a computer that you trust. It stays in the browser, is not saved, and is gone when you leave the page. That the code was used is entered in the channel’s log.
recovery-code = The channel’s recovery code
recovery-open = See what waits
recovery-opening = Opening what waits …
recovery-unknown = The code belongs to no channel here, or the channel has another code by now. Check it against the paper.
recovery-keyring = The server shows a list of keys that does not fit the code. Give no case on; talk to whoever is responsible for the channel.
recovery-channel = The channel { $address }.
recovery-none = No case waits for the code. What it opens, somebody at the desk can open too.
recovery-compare = First compare the channel’s fingerprint with the link or the poster. If it differs, the server may have made up the people listed here: then give nothing on.
recovery-fingerprint = The channel’s fingerprint
recovery-does = Whom you choose can read everything in the case and answer. The case gets a new key. In the case it stands who gave it to whom, and the reporter sees that you changed who can open it. Whoever the reporter has shut out cannot be chosen.
recovery-received = Came in on { $day }
recovery-case-damaged = A case that does not open
recovery-damaged = The case does not agree with what was signed, and cannot be given on. Talk to whoever runs the server.
recovery-held-back = The server is holding back something of the case. It cannot be given on before all of it is here.
recovery-nobody = There is nobody to give the case to. Whoever is responsible for the channel must first invite somebody whom the reporter does not shut out.
recovery-to = Who is to have the case?
recovery-give = Give on { $reference }
recovery-given = The case is given to { $title }, who learns of it at the next sign-in. Better tell them.
recovery-elsewhere = The case was changed or given on elsewhere. Reload the page and type the code again.
recovery-leave = Done: forget the code and go to the sign-in
