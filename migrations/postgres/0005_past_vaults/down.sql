-- Takes the earlier vaults away: only the newest of each member stays.

DROP TABLE past_vaults;
