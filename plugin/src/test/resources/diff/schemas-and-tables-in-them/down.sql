ALTER TABLE item DROP CONSTRAINT fk_order;

DROP TABLE sales.orders;

DROP TABLE item;

DROP TYPE sales.state;

DROP SCHEMA sales;

CREATE SCHEMA old;

-- recreates the structure; the rows of old.t are gone
CREATE TABLE old.t (
  id integer NOT NULL,
  CONSTRAINT t_pkey PRIMARY KEY (id)
);
