-- Files: sealed, in pieces that lie as objects in a folder of their own beside the database.

CREATE TABLE files (
    -- 16 random bytes of the server's own, in addresses and in the envelope that names it; its objects' folder
    id BYTEA NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    -- to the day of which channel its bytes count
    channel BYTEA NOT NULL REFERENCES channels (id),
    -- while a reporter's waits for its envelope: SHA-256 of the access key that their code gives
    locator BYTEA CHECK (length(locator) = 32),
    -- of which case; none while a reporter's waits
    case_id BYTEA REFERENCES cases (id),
    -- while a member's waits for its envelope: whose it is
    member BYTEA REFERENCES members (id),
    -- the thread of the envelope that names it, c or i; none while it waits
    thread TEXT CHECK (thread IN ('c', 'i')),
    -- the number of that envelope
    n BIGINT CHECK (n >= 0),
    -- how many bytes it has, sealed; 0 until the server itself has sealed it to its end
    length BIGINT NOT NULL CHECK (length >= 0),
    -- the day it was begun
    day DATE NOT NULL,
    -- while one of the server path waits: its reference, sealed to its reporter
    reference BYTEA
);

CREATE INDEX files_by_locator ON files (locator);

CREATE INDEX files_by_case ON files (case_id);

CREATE TABLE file_chunks (
    -- of which file
    file BYTEA NOT NULL REFERENCES files (id) ON DELETE CASCADE,
    -- its first byte's number in the file; chunks stand from 0 without gaps
    start BIGINT NOT NULL CHECK (start >= 0),
    -- how many bytes it has: a piece, or part of the piece that is being received
    length BIGINT NOT NULL CHECK (length > 0),
    -- 16 random bytes, the name of the object that holds them
    object BYTEA NOT NULL CHECK (length(object) = 16),
    -- SHA-256 of a whole piece
    digest BYTEA CHECK (length(digest) = 32),
    PRIMARY KEY (file, start)
);

CREATE TABLE removed_files (
    -- a file that is gone, whose objects are still to be deleted
    id BYTEA NOT NULL PRIMARY KEY CHECK (length(id) = 16)
);

CREATE TABLE file_days (
    -- of which channel
    channel BYTEA NOT NULL PRIMARY KEY REFERENCES channels (id),
    -- the last day on which bytes of files came
    day DATE NOT NULL,
    -- how many came on it, those that are gone again included
    bytes BIGINT NOT NULL CHECK (bytes >= 0)
);
