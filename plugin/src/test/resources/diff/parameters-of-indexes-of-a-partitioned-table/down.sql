ALTER TABLE log DROP CONSTRAINT log_key;

DROP INDEX by_date;

CREATE INDEX by_date ON log (at) WITH (fillfactor = 60);

-- warning new-unique-on-existing: fails if two rows of log have the same id and at
--   SELECT id, at, count(*) FROM log WHERE id IS NOT NULL AND at IS NOT NULL GROUP BY id, at HAVING count(*) > 1;
ALTER TABLE log ADD CONSTRAINT log_key UNIQUE (id, at);
