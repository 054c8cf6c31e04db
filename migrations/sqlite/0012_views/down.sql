-- Takes the saved views away.

DROP TABLE member_views;
