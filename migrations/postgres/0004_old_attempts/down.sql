-- Takes the index away: old tries are then found by reading all.

DROP INDEX attempts_by_age;
