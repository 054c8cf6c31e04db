-- When a case is erased: what keeps it, what lets it go, and what is still to be done after it went.

ALTER TABLE cases
    -- the day on which it is erased, once that is near and its handlers have been told; none as long as it is kept
    RENAME COLUMN erase_after TO erase_on;

ALTER TABLE cases
    -- the day since which it is kept whatever its period, such as for a trial
    ADD COLUMN held DATE;

ALTER TABLE cases
    -- the day on which a decision to erase it was registered, without which no public record is
    ADD COLUMN erasure_decided DATE;

ALTER TABLE cases
    -- HMAC, under a server key, of who proposed to erase it before its day: another member has to confirm it
    ADD COLUMN erasure_proposed BYTEA CHECK (length(erasure_proposed) = 32);

CREATE TABLE retention_looks (
    -- the last day on which it was looked what is to be erased
    day DATE NOT NULL PRIMARY KEY,
    -- on how many days so far, without a long gap and without a clock that went back
    looks BIGINT NOT NULL CHECK (looks >= 1)
);

CREATE TABLE erased_days (
    -- of the cases that this member could open
    member BYTEA NOT NULL REFERENCES members (id) ON DELETE CASCADE,
    -- on this day
    day DATE NOT NULL,
    -- so many were erased; the row goes when no backup has them any more
    cases BIGINT NOT NULL CHECK (cases >= 1),
    PRIMARY KEY (member, day)
);

CREATE TABLE unwiped_days (
    -- a day on which a case was erased whose room in the database is still to be overwritten
    day DATE NOT NULL PRIMARY KEY
);

-- What the planner samples of a column it keeps in a catalogue of its own, where no erasing reaches: of these it samples none.
ALTER TABLE cases
    ALTER COLUMN id SET STATISTICS 0,
    ALTER COLUMN locator SET STATISTICS 0,
    ALTER COLUMN filing_digest SET STATISTICS 0,
    ALTER COLUMN leaf SET STATISTICS 0,
    ALTER COLUMN anchor SET STATISTICS 0,
    ALTER COLUMN erasure_proposed SET STATISTICS 0;
ALTER TABLE wraps ALTER COLUMN case_id SET STATISTICS 0, ALTER COLUMN sealed SET STATISTICS 0;
ALTER TABLE envelopes
    ALTER COLUMN case_id SET STATISTICS 0,
    ALTER COLUMN digest SET STATISTICS 0,
    ALTER COLUMN sealed SET STATISTICS 0;
ALTER TABLE retries ALTER COLUMN case_id SET STATISTICS 0, ALTER COLUMN digest SET STATISTICS 0;
ALTER TABLE index_entries
    ALTER COLUMN case_id SET STATISTICS 0,
    ALTER COLUMN salt SET STATISTICS 0,
    ALTER COLUMN sealed SET STATISTICS 0;
ALTER TABLE files
    ALTER COLUMN id SET STATISTICS 0,
    ALTER COLUMN locator SET STATISTICS 0,
    ALTER COLUMN case_id SET STATISTICS 0,
    ALTER COLUMN reference SET STATISTICS 0;
ALTER TABLE file_chunks
    ALTER COLUMN file SET STATISTICS 0,
    ALTER COLUMN object SET STATISTICS 0,
    ALTER COLUMN digest SET STATISTICS 0;
ALTER TABLE removed_files ALTER COLUMN id SET STATISTICS 0;
