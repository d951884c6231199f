CREATE TABLE item (
  id bigint PRIMARY KEY,
  price numeric(10,2),
  title varchar(20),
  twice numeric GENERATED ALWAYS AS (price * 3) STORED,
  sort varchar(20) GENERATED ALWAYS AS (upper(title)) STORED CONSTRAINT item_sort_key UNIQUE,
  CONSTRAINT item_twice_check CHECK (twice > 0)
);

CREATE INDEX ix_item_twice ON item (twice);

CREATE VIEW items AS SELECT id, twice FROM item;
