CREATE TABLE item (
  id int,
  double_price int CONSTRAINT small CHECK (double_price < 100),
  triple_price int GENERATED ALWAYS AS (id * 3) STORED
);
CREATE INDEX by_double_price ON item (double_price);
