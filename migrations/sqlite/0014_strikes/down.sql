-- Forgets what was proposed to be struck, what may not be, and which index entries are older than a strike.

DROP TABLE strikes;
ALTER TABLE index_entries DROP COLUMN outdated;
ALTER TABLE envelopes DROP COLUMN stays;
