ALTER SEQUENCE shared OWNED BY NONE;

-- recreates the structure, but cannot restore the values of item.label
ALTER TABLE item ALTER COLUMN label DROP EXPRESSION;

ALTER SEQUENCE shared OWNED BY item.label;

ALTER SEQUENCE log_id_seq OWNED BY NONE;

DROP TABLE log;

-- recreates the structure, but cannot restore the rows of log
CREATE TABLE log (
  id integer DEFAULT nextval('public.log_id_seq'::regclass) NOT NULL,
  at date
);

ALTER SEQUENCE log_id_seq OWNED BY log.id;

ALTER TABLE item DROP COLUMN number;
