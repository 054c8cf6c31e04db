DROP INDEX envelopes_by_place;
