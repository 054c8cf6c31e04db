## Mails to oneself, on the account

desk-mail = Mails to you
desk-mail-why = If something waits for you, a mail can tell you so, at { $hours } in Stockholm. It never says what waits, and has no link.
desk-mail-reading = Reading where the mails go …
desk-mail-to = Mails go to { $address }.
desk-mail-refused = Since { $day } the mail server takes no mails to { $address }. Enter another address, or the same again once that is mended.
desk-mail-address = Mail address
desk-mail-address-form = Write an address such as name@example.se, in letters without accents.
desk-mail-language = Language of the mails
desk-mail-in-swedish = In Swedish
desk-mail-in-english = In English
desk-mail-enter = Save the address
desk-mail-entered = The address is saved.
desk-mail-pending = A code goes to { $address } within a few minutes. Nothing else is sent there until you have typed the code here.
desk-mail-code = The code in the mail
desk-mail-code-hint = Eight digits. The code is good for half an hour.
desk-mail-code-wrong = It is another code. You have { $left ->
        [one] one try
       *[other] { $left } tries
    } left.
desk-mail-code-over = The code is not good. Enter the address again, and a new one is sent.
desk-mail-confirm = Confirm the address
desk-mail-confirmed = The address is confirmed.
desk-mail-remove = Remove the address
desk-mail-removed = The address is removed. No more mails are sent.
