## Mails to those who handle reports: the same words whatever it is about

mail-subject = There is something to do
mail-waiting = There is something to do where you sign in as a handler.
mail-silent = Emails never say what it is about. Sign in as you usually do. This email has no link, and nobody reads replies to it.

## The mail that confirms an address

mail-code-subject = The code that confirms the address
mail-code = The code is { $code }.
mail-code-use = Type it where you entered the address. It is valid for { $minutes } minutes.
mail-code-unasked = If it was not you who entered this address, you can ignore this email. Nothing more will be sent here.
