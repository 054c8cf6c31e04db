-- A vault that was overwritten by mistake or malice can be put back by its member.

CREATE TABLE past_vaults (
    -- whose
    member BYTEA NOT NULL REFERENCES members (id) ON DELETE CASCADE,
    -- the number it went by
    counter BIGINT NOT NULL CHECK (counter >= 0),
    -- the day another was put in its place
    replaced DATE NOT NULL,
    -- an envelope of kind vault, sealed in the member's browser
    sealed BYTEA NOT NULL,
    PRIMARY KEY (member, counter)
);
