-- A letter of which something is struck loses its bytes, once a second member has confirmed it. What changed who may open a case,
-- what the law's clocks turn on and what the log bears out stays; and no index entry that may still hold the words outlives a
-- strike by more than a week.

ALTER TABLE envelopes
    -- whether it may not be struck
    ADD COLUMN stays BOOLEAN NOT NULL DEFAULT FALSE;

-- Of what came before nobody knows any more what stays; a report does not.
UPDATE envelopes SET stays = TRUE WHERE NOT (thread = 'c' AND n = 0);

ALTER TABLE index_entries
    -- the day on which something was struck that it may still hold; none once its member's browser has written it anew
    ADD COLUMN outdated DATE;

-- What a member proposes to strike.
CREATE TABLE strikes (
    -- of which case
    case_id BLOB NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
    -- in which thread
    thread TEXT NOT NULL CHECK (thread IN ('c', 'i')),
    -- the number of the envelope that proposes it
    n BIGINT NOT NULL CHECK (n >= 0),
    -- who wrote that
    member BLOB NOT NULL CHECK (length(member) = 16),
    -- the number of what is to be struck
    target BIGINT NOT NULL CHECK (target >= 0),
    -- its digest
    digest BLOB NOT NULL CHECK (length(digest) = 32),
    -- the number of the letter that its files were stored with; none of a proposal that nobody has confirmed
    letter BIGINT CHECK (letter >= 0),
    -- the ids of the files that go with it, one after the other
    files BLOB NOT NULL CHECK (length(files) % 16 = 0),
    -- the number of the envelope that confirmed it, or none
    confirmed BIGINT CHECK (confirmed >= 0),
    PRIMARY KEY (case_id, thread, n)
) WITHOUT ROWID;
