-- warning data-loss: drops table old.t with its rows
--   SELECT count(*) FROM old.t;
DROP TABLE old.t;

DROP SCHEMA old;

DO $$
BEGIN
  IF to_regnamespace('sales') IS NULL THEN
    CREATE SCHEMA sales;
  END IF;
END
$$;

COMMENT ON SCHEMA sales IS 'who sells';

CREATE TYPE sales.state AS ENUM ('open', 'closed');

CREATE TABLE item (
  order_id integer
);

CREATE TABLE sales.orders (
  id integer NOT NULL,
  state sales.state DEFAULT 'open',
  CONSTRAINT orders_pkey PRIMARY KEY (id)
);

CREATE INDEX ix_state ON sales.orders (state);

-- warning foreign-key-without-index: no index of item begins with (order_id); each DELETE from sales.orders reads all of item
ALTER TABLE item ADD CONSTRAINT fk_order FOREIGN KEY (order_id) REFERENCES sales.orders (id);
