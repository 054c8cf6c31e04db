-- Where there is an envelope, without the envelopes: an inbox of thousands of cases counts them at each look.
CREATE INDEX envelopes_by_place ON envelopes (case_id, thread);
