-- An address that the mail server refuses for good gets no code: its member is told instead of the server being asked for a day.

ALTER TABLE mail_confirmations ADD COLUMN
    -- day on which the mail server refused the address for good; none as long as a code may go there
    refused DATE;
