-- Takes away what keeps a case and what lets it go.

DROP TABLE unwiped_days;
DROP TABLE erased_days;
DROP TABLE retention_looks;
ALTER TABLE cases DROP COLUMN erasure_proposed;
ALTER TABLE cases DROP COLUMN erasure_decided;
ALTER TABLE cases DROP COLUMN held;
ALTER TABLE cases RENAME COLUMN erase_on TO erase_after;
