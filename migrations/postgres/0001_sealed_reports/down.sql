-- Takes everything of the first schema away, children before what they refer to.

DROP TABLE audit_entries;
DROP TABLE index_entries;
DROP TABLE envelopes;
DROP TABLE wraps;
DROP TABLE cases;
DROP TABLE invitations;
DROP TABLE setup_links;
DROP TABLE vaults;
DROP TABLE sessions;
DROP TABLE attempts;
DROP TABLE second_factors;
DROP TABLE credentials;
DROP TABLE designations;
DROP TABLE members;
DROP TABLE keyrings;
DROP TABLE settings;
DROP TABLE channels;
