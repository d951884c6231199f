ALTER TABLE sale DROP CONSTRAINT sale_price;

ALTER TABLE guest DROP CONSTRAINT guest_price;

ALTER TABLE bill DROP CONSTRAINT bill_price;

ALTER TABLE stay DROP CONSTRAINT stay_one;

ALTER TABLE room DROP CONSTRAINT room_one;

ALTER TABLE price DROP CONSTRAINT price_pk;

ALTER TABLE room ALTER COLUMN item TYPE integer;

DROP TABLE sale;

ALTER TABLE stay ADD CONSTRAINT stay_one UNIQUE (item, valid);

ALTER TABLE bill ADD CONSTRAINT bill_price FOREIGN KEY (item, valid) REFERENCES stay (item, valid);

ALTER TABLE room ADD CONSTRAINT room_one UNIQUE (item, valid WITHOUT OVERLAPS);

ALTER TABLE price ADD CONSTRAINT price_pk PRIMARY KEY (item, valid);
