-- Takes away what finds the waiting files faster.

DROP INDEX files_waiting;
