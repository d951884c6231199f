CREATE TABLE item (
  id bigint PRIMARY KEY,
  price integer,
  title varchar(10),
  twice integer GENERATED ALWAYS AS (price * 2) STORED,
  sort varchar(10) GENERATED ALWAYS AS (lower(title)) STORED CONSTRAINT item_sort_key UNIQUE,
  CONSTRAINT item_twice_check CHECK (twice > 0)
);

CREATE INDEX ix_item_twice ON item (twice);

CREATE VIEW items AS SELECT id, twice FROM item;
