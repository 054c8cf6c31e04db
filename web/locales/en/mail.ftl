## Mails to those who handle reports: the same words whatever it is about

mail-subject = There is something to do
mail-waiting = There is something to do where you sign in as a handler.
mail-silent = What it is about never stands in a mail. Sign in as you always do: this mail has no link, and answers to it are not read.

## The mail that confirms an address

mail-code-subject = The code that confirms the address
mail-code = The code is { $code }.
mail-code-use = Type it where you entered the address. It is good for { $minutes } minutes.
mail-code-unasked = If you entered no address, you can ignore this mail. Nothing more comes here.
