ALTER TABLE item DROP CONSTRAINT fk_order;

DROP TABLE sales.orders;

DROP TABLE item;

DROP TYPE sales.state;

DO $$
BEGIN
  IF (SELECT pg_has_role(nspowner, 'USAGE') FROM pg_namespace WHERE nspname = 'sales') THEN
    DROP SCHEMA sales;
  END IF;
END
$$;

DO $$
BEGIN
  IF to_regnamespace('old') IS NULL THEN
    CREATE SCHEMA old;
  END IF;
END
$$;

-- recreates the structure, but cannot restore the rows of old.t
CREATE TABLE old.t (
  id integer NOT NULL,
  CONSTRAINT t_pkey PRIMARY KEY (id)
);
