CREATE TABLE item (
  id bigint PRIMARY KEY,
  amount bigint DEFAULT 1 NOT NULL,
  code varchar(20),
  made timestamptz,
  price numeric(12,3),
  size bigint CONSTRAINT item_size_check CHECK (size > 0)
);

CREATE INDEX ix_item_amount ON item (amount);

CREATE VIEW items AS SELECT id, price FROM item;
