-- A message on the server path is sealed to other bytes each time it is sent: by this its retry is known.

CREATE TABLE retries (
    -- of which case
    case_id BYTEA NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
    -- the number in the conversation that the message got
    n BIGINT NOT NULL CHECK (n >= 0),
    -- HMAC of the form's fields, under a key that only the case code gives
    digest BYTEA NOT NULL CHECK (length(digest) = 32),
    PRIMARY KEY (case_id, n)
);
