CREATE TABLE item (
  id integer PRIMARY KEY,
  amount integer DEFAULT 1,
  code varchar(10) NOT NULL,
  made timestamp,
  price numeric(10,2),
  size integer CONSTRAINT item_size_check CHECK (size > 0)
);

CREATE INDEX ix_item_amount ON item (amount);

CREATE VIEW items AS SELECT id, price FROM item;
