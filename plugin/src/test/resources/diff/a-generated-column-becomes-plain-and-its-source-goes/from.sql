CREATE TABLE item (
  id int,
  price int,
  double_price int GENERATED ALWAYS AS (price * 2) STORED CONSTRAINT small CHECK (double_price < 100),
  triple_price int GENERATED ALWAYS AS (price * 3) STORED
);
CREATE INDEX by_double_price ON item (double_price);
