-- Mails that tell members that there is something to do. Where they go is sealed to the server key; what waits to be sent says
-- whom and at which fixed hour, and nothing of what it is about.

CREATE TABLE mail_addresses (
    -- whose
    member BLOB NOT NULL PRIMARY KEY REFERENCES members (id) ON DELETE CASCADE,
    -- the confirmed address, all of one length, sealed to the server key and bound to this table, row and column
    sealed BLOB NOT NULL,
    -- in which language mails are
    language TEXT NOT NULL CHECK (language IN ('sv', 'en')),
    -- HMAC of the code that confirmed it, by which the same confirmation is known when it comes again
    code BLOB NOT NULL CHECK (length(code) = 32),
    -- day on which the mail server refused the address for good; none as long as it takes mails
    refused DATE,
    -- how many tries in a row have failed
    failures BIGINT NOT NULL DEFAULT 0 CHECK (failures >= 0),
    -- Unix minute before which none is tried
    not_before BIGINT NOT NULL DEFAULT 0,
    -- Unix minute until which one process alone is sending to it
    claimed_until BIGINT NOT NULL DEFAULT 0
) WITHOUT ROWID;

CREATE TABLE mail_confirmations (
    -- whose
    member BLOB NOT NULL PRIMARY KEY REFERENCES members (id) ON DELETE CASCADE,
    -- the address to be confirmed, sealed as the other and bound to this place
    sealed BLOB NOT NULL,
    -- in which language mails are to be
    language TEXT NOT NULL CHECK (language IN ('sv', 'en')),
    -- HMAC of the code that was mailed; none before one is sent
    code BLOB CHECK (length(code) = 32),
    -- how many wrong codes have been tried
    tries BIGINT NOT NULL DEFAULT 0 CHECK (tries >= 0),
    -- Unix minute from which the code is no longer good, or is no longer sent
    expires BIGINT NOT NULL,
    -- how many tries to send it have failed in a row
    failures BIGINT NOT NULL DEFAULT 0 CHECK (failures >= 0),
    -- Unix minute before which none is tried
    not_before BIGINT NOT NULL DEFAULT 0,
    -- Unix minute until which one process alone is sending it
    claimed_until BIGINT NOT NULL DEFAULT 0
) WITHOUT ROWID;

CREATE TABLE outbox (
    -- who is to be told
    member BLOB NOT NULL REFERENCES mail_addresses (member) ON DELETE CASCADE,
    -- day on which the mail goes
    day DATE NOT NULL,
    -- the fixed hour of that day
    hour BIGINT NOT NULL CHECK (hour BETWEEN 0 AND 23),
    PRIMARY KEY (member, day, hour)
) WITHOUT ROWID;

CREATE TABLE reminded_days (
    -- the last day of which the duties that fall due were looked through
    day DATE NOT NULL PRIMARY KEY
) WITHOUT ROWID;
