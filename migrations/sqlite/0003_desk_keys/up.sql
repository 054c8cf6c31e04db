-- Whatever a member asks to change is signed by a key that only their open vault gives, over a nonce that is good once.

ALTER TABLE members
    -- Ed25519 verifying key of the member's requests; none for a member who was enrolled before there were such keys
    ADD COLUMN desk_key BLOB CHECK (length(desk_key) = 32);

CREATE TABLE spent_nonces (
    -- SHA-256 of a nonce or challenge that has done its work
    hash BLOB NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
    -- Unix minute from which it would be refused for its age
    expires_minute BIGINT NOT NULL
) WITHOUT ROWID;

CREATE INDEX spent_nonces_by_expiry ON spent_nonces (expires_minute);
