CREATE EXTENSION btree_gist;
CREATE TABLE price (item integer, valid daterange, amount integer, CONSTRAINT price_pk PRIMARY KEY (item, valid WITHOUT OVERLAPS));
CREATE TABLE room (item bigint, valid daterange, CONSTRAINT room_one UNIQUE (item, valid WITHOUT OVERLAPS) DEFERRABLE);
CREATE TABLE stay (item integer, valid daterange, CONSTRAINT stay_one UNIQUE (item, valid WITHOUT OVERLAPS));
CREATE TABLE bill (
  item integer,
  valid daterange,
  CONSTRAINT bill_price FOREIGN KEY (item, PERIOD valid) REFERENCES stay (item, PERIOD valid)
);
CREATE TABLE guest (
  id integer PRIMARY KEY,
  item integer,
  during daterange,
  CONSTRAINT guest_price FOREIGN KEY (item, PERIOD during) REFERENCES price (item, PERIOD valid)
);
CREATE TABLE sale (
  item integer,
  during daterange,
  CONSTRAINT sale_pk PRIMARY KEY (item, during WITHOUT OVERLAPS),
  CONSTRAINT sale_price FOREIGN KEY (item, PERIOD during) REFERENCES price (item, PERIOD valid) NOT VALID
);
