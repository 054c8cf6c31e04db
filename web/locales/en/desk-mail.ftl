## Emails to oneself, on the account

desk-mail = Emails to you
desk-mail-why = If something is waiting for you, an email can tell you so, at { $hours } o’clock in Stockholm. It never says what it is, and has no link.
desk-mail-reading = Looking up where the emails go …
desk-mail-to = Emails go to { $address }.
desk-mail-refused = The mail server stopped accepting emails to { $address } on { $day }. Enter another address, or the same one again once the fault is put right.
desk-mail-address = Email address
desk-mail-address-form = Enter an address such as name@example.se, in letters without accents.
desk-mail-language = Language of the emails
desk-mail-in-swedish = In Swedish
desk-mail-in-english = In English
desk-mail-enter = Save the address
desk-mail-entered = The address is saved.
desk-mail-pending = A code is sent to { $address } within a few minutes. Nothing else is sent there until you have entered the code here.
desk-mail-code-refused = The mail server accepts no emails to { $address }, so no code was sent. Check the spelling and enter the address again.
desk-mail-code = The code in the email
desk-mail-code-hint = Eight digits. The code is valid for half an hour.
desk-mail-code-wrong = That is not the code. You have { $left ->
        [one] one try
       *[other] { $left } tries
    } left.
desk-mail-code-over = The code is no longer valid. Enter the address again, and a new one is sent.
desk-mail-confirm = Confirm the address
desk-mail-confirmed = The address is confirmed.
desk-mail-remove = Remove the address
desk-mail-removed = The address is removed. No more emails are sent.
