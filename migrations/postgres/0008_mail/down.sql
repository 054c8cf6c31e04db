-- Takes the addresses away, and what waits to be sent.

DROP TABLE reminded_days;
DROP TABLE outbox;
DROP TABLE mail_confirmations;
DROP TABLE mail_addresses;
