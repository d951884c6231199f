ALTER TABLE log DETACH PARTITION log_errors;

DROP TABLE log;

CREATE TABLE log (
  id integer,
  level integer,
  "of level" text
) PARTITION BY LIST (level);

ALTER TABLE log_errors ALTER COLUMN level TYPE integer;

ALTER TABLE log ATTACH PARTITION log_errors FOR VALUES IN (1, 2);
