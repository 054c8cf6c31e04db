-- Takes the waivers away: every duty is due again.

ALTER TABLE cases DROP COLUMN feedback_waived;
ALTER TABLE cases DROP COLUMN acknowledgement_waived;
