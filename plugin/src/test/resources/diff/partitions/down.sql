DROP INDEX ix_created;

DROP TABLE log_rest;

DROP TABLE log_2026;

DROP TABLE log;
