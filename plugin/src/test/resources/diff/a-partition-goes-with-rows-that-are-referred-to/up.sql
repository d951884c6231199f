ALTER TABLE log DROP CONSTRAINT log_previous;

-- warning data-loss: drops table log_2026 with its rows
--   SELECT count(*) FROM log_2026;
ALTER TABLE log DETACH PARTITION log_2026;

DROP TABLE log_2026;

-- warning data-loss: drops table log with its rows
--   SELECT count(*) FROM log;
DROP TABLE log;

CREATE TABLE note (
  id integer
);
