ALTER TABLE item ADD COLUMN number integer DEFAULT nextval('shared');

ALTER SEQUENCE log_id_seq OWNED BY NONE;

-- warning data-loss: drops table log with its rows
--   SELECT count(*) FROM log;
DROP TABLE log;

CREATE TABLE log (
  id integer DEFAULT nextval('public.log_id_seq'::regclass) NOT NULL,
  at date
) PARTITION BY RANGE (at);

ALTER SEQUENCE log_id_seq OWNED BY log.id;

ALTER SEQUENCE shared OWNED BY NONE;

-- warning data-loss: loses the values of item.label
ALTER TABLE item DROP COLUMN label;

ALTER TABLE item ADD COLUMN label text GENERATED ALWAYS AS (code || '!') STORED;

ALTER SEQUENCE shared OWNED BY item.label;
