-- What waits in a channel is looked through every hour: beside all that belongs to cases it is little, and found without them.

CREATE INDEX files_waiting ON files (channel, day) WHERE thread IS NULL;
