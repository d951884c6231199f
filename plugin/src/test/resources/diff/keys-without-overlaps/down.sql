ALTER TABLE sale DROP CONSTRAINT sale_price;

ALTER TABLE guest DROP CONSTRAINT guest_price;

ALTER TABLE bill DROP CONSTRAINT bill_price;

ALTER TABLE stay DROP CONSTRAINT stay_one;

ALTER TABLE room DROP CONSTRAINT room_one;

ALTER TABLE price DROP CONSTRAINT price_pk;

-- warning cast-can-fail: room.item changes from bigint to integer; fails if a value does not fit
--   SELECT count(*) FROM room WHERE item NOT BETWEEN -2147483648 AND 2147483647;
ALTER TABLE room ALTER COLUMN item TYPE integer;

DROP TABLE sale;

-- warning new-unique-on-existing: fails if two rows of stay have the same item and valid
--   SELECT item, valid, count(*) FROM stay WHERE item IS NOT NULL AND valid IS NOT NULL GROUP BY item, valid HAVING count(*) > 1;
ALTER TABLE stay ADD CONSTRAINT stay_one UNIQUE (item, valid);

-- warning new-foreign-key-on-existing: fails if a row of bill refers to no row of stay
--   SELECT count(*) FROM bill c WHERE c.item IS NOT NULL AND c.valid IS NOT NULL AND NOT EXISTS (SELECT FROM stay p WHERE p.item = c.item AND p.valid = c.valid);
ALTER TABLE bill ADD CONSTRAINT bill_price FOREIGN KEY (item, valid) REFERENCES stay (item, valid);

-- warning new-unique-on-existing: fails if a range in room.valid is empty, or if two overlap in rows with the same item
--   SELECT count(*) FROM room t WHERE isempty(t.valid) OR EXISTS (SELECT FROM room o WHERE o.ctid <> t.ctid AND o.item = t.item AND o.valid && t.valid);
ALTER TABLE room ADD CONSTRAINT room_one UNIQUE (item, valid WITHOUT OVERLAPS);

-- warning new-unique-on-existing: fails if two rows of price have the same item and valid
--   SELECT item, valid, count(*) FROM price GROUP BY item, valid HAVING count(*) > 1;
ALTER TABLE price ADD CONSTRAINT price_pk PRIMARY KEY (item, valid);
