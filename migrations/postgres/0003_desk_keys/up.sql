-- Whatever a member asks to change is signed by a key that only their open vault gives, over a nonce that is good once.

ALTER TABLE members
    -- Ed25519 verifying key of the member's requests; none for a member who was enrolled before there were such keys
    ADD COLUMN desk_key BYTEA CHECK (length(desk_key) = 32);

CREATE TABLE spent_nonces (
    -- SHA-256 of a nonce or challenge that has done its work
    hash BYTEA NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
    -- Unix minute from which it would be refused for its age
    expires_minute BIGINT NOT NULL
);

CREATE INDEX spent_nonces_by_expiry ON spent_nonces (expires_minute);
