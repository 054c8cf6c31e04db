-- The first schema: channels, members, and cases of which the server can read only what its work needs.
--
-- Every id is 16 random bytes, every digest 32. Primary keys are random or belong to one parent, so that no table tells in which
-- order reporters came: accepted cost, writes land on scattered pages. What a reporter causes carries a day at most; only members'
-- sessions, set-up links and the slowing of guesses hold whole minutes.

CREATE TABLE channels (
    -- 16 random bytes, the name that signatures use
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    -- the word in URLs: [a-z0-9-], 2 to 40 of them
    address TEXT NOT NULL UNIQUE CHECK (length(address) BETWEEN 2 AND 40),
    -- whether the intake is open to everybody, or works under the banner that says it is being tried out
    published BOOLEAN NOT NULL
) WITHOUT ROWID;

CREATE TABLE settings (
    -- whose settings
    channel BLOB NOT NULL REFERENCES channels (id),
    -- SHA-256 of the body, by which an epoch names them
    digest BLOB NOT NULL CHECK (length(digest) = 32),
    -- the JSON as served: texts, questions, languages
    body TEXT NOT NULL,
    PRIMARY KEY (channel, digest)
) WITHOUT ROWID;

CREATE TABLE keyrings (
    -- whose keyring
    channel BLOB NOT NULL REFERENCES channels (id),
    -- counted from 1, without gaps
    epoch BIGINT NOT NULL CHECK (epoch >= 1),
    -- SHA-256 of the note, by which reports and the next epoch name it
    digest BLOB NOT NULL CHECK (length(digest) = 32),
    -- the settings this epoch publishes
    settings BLOB NOT NULL,
    -- the first day it is good for
    issued DATE NOT NULL,
    -- the last day reports are filed to it without a warning
    expires DATE NOT NULL,
    -- the signed note, as served
    note TEXT NOT NULL,
    PRIMARY KEY (channel, epoch),
    FOREIGN KEY (channel, settings) REFERENCES settings (channel, digest)
) WITHOUT ROWID;

CREATE TABLE members (
    -- 16 random bytes, the salt of the passphrase too
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    -- the sign-in name, chosen by the member, NFC and lower case
    name TEXT NOT NULL UNIQUE
) WITHOUT ROWID;

CREATE TABLE designations (
    -- in which channel
    channel BLOB NOT NULL REFERENCES channels (id),
    -- who
    member BLOB NOT NULL REFERENCES members (id),
    -- owner, handler, deputy or auditor; an owner is a handler in the keyring too
    role TEXT NOT NULL,
    -- the first day
    since DATE NOT NULL,
    -- the last day, if it has been set
    until DATE,
    PRIMARY KEY (channel, member)
) WITHOUT ROWID;

CREATE INDEX designations_by_member ON designations (member);

CREATE TABLE credentials (
    -- who signs in with it
    member BLOB NOT NULL REFERENCES members (id) ON DELETE CASCADE,
    -- passphrase or recovery
    way TEXT NOT NULL CHECK (way IN ('passphrase', 'recovery')),
    -- Ed25519 verifying key that the member's browser derived
    verifying_key BLOB NOT NULL CHECK (length(verifying_key) = 32),
    PRIMARY KEY (member, way)
) WITHOUT ROWID;

CREATE TABLE second_factors (
    -- whose
    member BLOB NOT NULL PRIMARY KEY REFERENCES members (id) ON DELETE CASCADE,
    -- the TOTP secret, sealed to the server key and bound to this table, row and column
    sealed BLOB NOT NULL,
    -- the last TOTP step that was accepted: a code is good once
    last_step BIGINT NOT NULL
) WITHOUT ROWID;

CREATE TABLE attempts (
    -- HMAC of the sign-in name under a server key, so that unknown names are slowed alike and none is stored
    subject BLOB NOT NULL PRIMARY KEY CHECK (length(subject) = 32),
    -- wrong tries since the last right one
    failures BIGINT NOT NULL CHECK (failures >= 0),
    -- Unix minute before which no try is taken
    not_before BIGINT NOT NULL
) WITHOUT ROWID;

CREATE TABLE sessions (
    -- SHA-256 of the token in the cookie
    hash BLOB NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
    -- 16 random bytes, by which the member's list of sessions names it
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    -- who is signed in
    member BLOB NOT NULL REFERENCES members (id) ON DELETE CASCADE,
    -- Unix minute of the sign-in
    begun_minute BIGINT NOT NULL,
    -- Unix minute of the last use
    used_minute BIGINT NOT NULL
) WITHOUT ROWID;

CREATE INDEX sessions_by_member ON sessions (member);

CREATE TABLE vaults (
    -- whose
    member BLOB NOT NULL PRIMARY KEY REFERENCES members (id) ON DELETE CASCADE,
    -- counts the writings; a write names the counter it replaces
    counter BIGINT NOT NULL CHECK (counter >= 0),
    -- an envelope of kind vault, sealed in the member's browser
    sealed BLOB NOT NULL
) WITHOUT ROWID;

CREATE TABLE setup_links (
    -- SHA-256 of the secret in the link's fragment
    hash BLOB NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
    -- Unix minute after which it is refused, a day after it was printed
    expires_minute BIGINT NOT NULL
) WITHOUT ROWID;

CREATE TABLE invitations (
    -- SHA-256 of the invitation's access key
    access BLOB NOT NULL PRIMARY KEY CHECK (length(access) = 32),
    -- to which channel
    channel BLOB NOT NULL REFERENCES channels (id),
    -- as what: owner, handler, deputy or auditor
    role TEXT NOT NULL,
    -- the title that reporters are shown
    title TEXT NOT NULL,
    -- the day it was made
    invited DATE NOT NULL,
    -- the last day it is taken
    expires DATE NOT NULL,
    -- what the invitee sent: the JSON as it came
    join_bytes BLOB,
    -- HMAC-SHA-256 of it under a key that only invitee and owner have
    join_mac BLOB CHECK (length(join_mac) = 32),
    -- the owner's key under the same key, for the invitee to pin
    welcome BLOB,
    -- who it made a member
    member BLOB REFERENCES members (id)
) WITHOUT ROWID;

CREATE INDEX invitations_by_channel ON invitations (channel);

CREATE TABLE cases (
    -- 16 random bytes of the server's own, in addresses, never signed
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    -- to which channel
    channel BLOB NOT NULL REFERENCES channels (id),
    -- SHA-256 of the public access key that only the case code gives
    locator BLOB NOT NULL UNIQUE CHECK (length(locator) = 32),
    -- digest of the filing request, by which a retry is known
    filing_digest BLOB NOT NULL CHECK (length(filing_digest) = 32),
    -- how it came: browser, server or desk
    path TEXT NOT NULL CHECK (path IN ('browser', 'server', 'desk')),
    -- received, acknowledged, closed
    state TEXT NOT NULL,
    -- the newest generation of its key: who holds a wrap of it may open the case
    generation BIGINT NOT NULL DEFAULT 0 CHECK (generation >= 0),
    -- the day it was filed
    received DATE NOT NULL,
    -- the day it was acknowledged
    acknowledged DATE,
    -- the day feedback was given
    fed_back DATE,
    -- the day it was closed
    closed DATE,
    -- the last day it is kept
    erase_after DATE,
    -- the leaf of the proof of filing
    leaf BLOB NOT NULL CHECK (length(leaf) = 32),
    -- sealed to the reporter: what a returning reporter checks the case against
    anchor BLOB NOT NULL
) WITHOUT ROWID;

CREATE INDEX cases_by_channel ON cases (channel);

CREATE TABLE wraps (
    -- of which case
    case_id BLOB NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
    -- the member's id in the keyring, or sixteen zero bytes for recovery
    holder BLOB NOT NULL CHECK (length(holder) = 16),
    -- the generation of the case key it holds
    generation BIGINT NOT NULL CHECK (generation >= 0),
    -- the case keys, sealed to the holder
    sealed BLOB NOT NULL,
    PRIMARY KEY (case_id, holder, generation)
) WITHOUT ROWID;

CREATE INDEX wraps_by_holder ON wraps (holder);

CREATE TABLE envelopes (
    -- of which case
    case_id BLOB NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
    -- c, the conversation, or i, the internal thread
    thread TEXT NOT NULL CHECK (thread IN ('c', 'i')),
    -- its number in the thread, from 0 without gaps
    n BIGINT NOT NULL CHECK (n >= 0),
    -- the day it came
    day DATE NOT NULL,
    -- SHA-256 of the sealed bytes; stays when they are struck
    digest BLOB NOT NULL CHECK (length(digest) = 32),
    -- the envelope; empty once it was struck
    sealed BLOB NOT NULL,
    PRIMARY KEY (case_id, thread, n)
) WITHOUT ROWID;

CREATE TABLE index_entries (
    -- whose view of the case
    member BLOB NOT NULL REFERENCES members (id) ON DELETE CASCADE,
    -- of which case
    case_id BLOB NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
    -- fresh for each writing; the key comes of it and the member's own seed
    salt BLOB NOT NULL CHECK (length(salt) = 32),
    -- the entry, sealed and padded
    sealed BLOB NOT NULL,
    PRIMARY KEY (member, case_id)
) WITHOUT ROWID;

CREATE INDEX index_entries_by_case ON index_entries (case_id);

CREATE TABLE audit_entries (
    -- 16 random bytes: entries wait unnumbered until their day has ended
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    -- the day of the deed
    day DATE NOT NULL,
    -- in which channel, or none; no reference, for the log outlives a channel
    channel BLOB CHECK (length(channel) = 16),
    -- the entry as it will be logged
    body BLOB NOT NULL
) WITHOUT ROWID;
