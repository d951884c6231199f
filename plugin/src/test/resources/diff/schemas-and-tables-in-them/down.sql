ALTER TABLE item DROP CONSTRAINT fk_order;

DROP TABLE sales.orders;

DROP TABLE item;

DROP TYPE sales.state;

DROP SCHEMA sales;

DO $$
BEGIN
  IF to_regnamespace('old') IS NULL THEN
    CREATE SCHEMA old;
  END IF;
END
$$;

-- recreates the structure; the rows of old.t are gone
CREATE TABLE old.t (
  id integer NOT NULL,
  CONSTRAINT t_pkey PRIMARY KEY (id)
);
