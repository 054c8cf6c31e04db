-- Old tries are forgotten with every new one, however many there are.

CREATE INDEX attempts_by_age ON attempts (not_before);
