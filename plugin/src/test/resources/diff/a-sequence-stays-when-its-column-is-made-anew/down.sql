ALTER SEQUENCE shared OWNED BY NONE;

-- recreates the structure; the values of item.label are gone
ALTER TABLE item ALTER COLUMN label DROP EXPRESSION;

ALTER SEQUENCE shared OWNED BY item.label;

ALTER SEQUENCE log_id_seq OWNED BY NONE;

DROP TABLE log;

-- recreates the structure; the rows of log are gone
CREATE TABLE log (
  id integer DEFAULT nextval('public.log_id_seq'::regclass) NOT NULL,
  at date
);

ALTER SEQUENCE log_id_seq OWNED BY log.id;

ALTER TABLE item DROP COLUMN number;
