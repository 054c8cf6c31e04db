-- Takes the retries away: a message sent again is then a conflict, never a second message.

DROP TABLE retries;
