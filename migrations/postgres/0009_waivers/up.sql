-- Duties of the law that are none in a case. Why is sealed in the case's record.

ALTER TABLE cases
    -- the day since which there is to be no acknowledgement; none as long as there is to be one
    ADD COLUMN acknowledgement_waived DATE;

ALTER TABLE cases
    -- the day since which there is to be no feedback; none as long as there is to be some
    ADD COLUMN feedback_waived DATE;
