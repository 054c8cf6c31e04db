-- Takes all files away; their objects are left in their folder.

DROP TABLE file_days;
DROP TABLE removed_files;
DROP TABLE file_chunks;
DROP TABLE files;
