-- The views of the inbox that a member has saved: one row for each member, sealed in their browser like an index entry.

CREATE TABLE member_views (
    -- whose
    member BLOB NOT NULL PRIMARY KEY REFERENCES members (id) ON DELETE CASCADE,
    -- fresh for each writing; the key comes of it and the member's own seed
    salt BLOB NOT NULL CHECK (length(salt) = 32),
    -- all of them, sealed and padded
    sealed BLOB NOT NULL
) WITHOUT ROWID;
