-- Takes the keys away: a session's cookie alone is then enough to change things.

DROP TABLE spent_nonces;
ALTER TABLE members DROP COLUMN desk_key;
