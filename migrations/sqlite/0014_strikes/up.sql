-- A letter of which something is struck loses its bytes. What changed who may open a case, what the law's clocks turn on and what
-- the log bears out stays; and no index entry that may still hold the words outlives a strike by more than a week.

ALTER TABLE envelopes
    -- whether it may not be struck
    ADD COLUMN stays BOOLEAN NOT NULL DEFAULT FALSE;

ALTER TABLE index_entries
    -- the day on which something was struck that it may still hold; none once its member's browser has written it anew
    ADD COLUMN outdated DATE;
