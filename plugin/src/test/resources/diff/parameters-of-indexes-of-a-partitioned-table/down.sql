ALTER TABLE log DROP CONSTRAINT log_key;

DROP INDEX by_date;

CREATE INDEX by_date ON log (at) WITH (fillfactor = 60);

ALTER TABLE log ADD CONSTRAINT log_key UNIQUE (id, at);
