CREATE EXTENSION btree_gist;
CREATE TABLE price (item integer, valid daterange, amount integer, CONSTRAINT price_pk PRIMARY KEY (item, valid));
CREATE TABLE room (item integer, valid daterange, CONSTRAINT room_one UNIQUE (item, valid WITHOUT OVERLAPS));
CREATE TABLE stay (item integer, valid daterange, CONSTRAINT stay_one UNIQUE (item, valid));
CREATE TABLE guest (id integer PRIMARY KEY, item integer, during daterange);
CREATE TABLE bill (
  item integer,
  valid daterange,
  CONSTRAINT bill_price FOREIGN KEY (item, valid) REFERENCES stay (item, valid)
);
