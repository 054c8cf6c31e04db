-- Forgets what may not be struck, and which index entries are older than a strike.

ALTER TABLE index_entries DROP COLUMN outdated;
ALTER TABLE envelopes DROP COLUMN stays;
