-- warning primary-key-change: table price loses its primary key; all that uses it must change
ALTER TABLE price DROP CONSTRAINT price_pk;

ALTER TABLE room DROP CONSTRAINT room_one;

ALTER TABLE bill DROP CONSTRAINT bill_price;

ALTER TABLE stay DROP CONSTRAINT stay_one;

CREATE TABLE sale (
  item integer NOT NULL,
  during daterange NOT NULL,
  CONSTRAINT sale_pk PRIMARY KEY (item, during WITHOUT OVERLAPS)
);

ALTER TABLE room ALTER COLUMN item TYPE bigint;

-- warning new-unique-on-existing: fails if a range in price.valid is empty, or if two overlap in rows with the same item
--   SELECT count(*) FROM price t WHERE isempty(t.valid) OR EXISTS (SELECT FROM price o WHERE o.ctid <> t.ctid AND o.item = t.item AND o.valid && t.valid);
ALTER TABLE price ADD CONSTRAINT price_pk PRIMARY KEY (item, valid WITHOUT OVERLAPS);

-- warning new-unique-on-existing: fails if a range in room.valid is empty, or if two overlap in rows with the same item
--   SELECT count(*) FROM room t WHERE isempty(t.valid) OR EXISTS (SELECT FROM room o WHERE o.ctid <> t.ctid AND o.item = t.item AND o.valid && t.valid);
ALTER TABLE room ADD CONSTRAINT room_one UNIQUE (item, valid WITHOUT OVERLAPS) DEFERRABLE;

-- warning new-unique-on-existing: fails if a range in stay.valid is empty, or if two overlap in rows with the same item
--   SELECT count(*) FROM stay t WHERE isempty(t.valid) OR EXISTS (SELECT FROM stay o WHERE o.ctid <> t.ctid AND o.item = t.item AND o.valid && t.valid);
ALTER TABLE stay ADD CONSTRAINT stay_one UNIQUE (item, valid WITHOUT OVERLAPS);

-- warning new-foreign-key-on-existing: fails if a row of bill refers to no row of stay
--   SELECT count(*) FROM bill c WHERE c.item IS NOT NULL AND c.valid IS NOT NULL AND (c.valid <@ (SELECT range_agg(p.valid) FROM stay p WHERE p.item = c.item)) IS NOT TRUE;
-- warning foreign-key-without-index: no index of bill begins with (item, valid); each DELETE from stay reads all of bill
ALTER TABLE bill ADD CONSTRAINT bill_price FOREIGN KEY (item, PERIOD valid) REFERENCES stay (item, PERIOD valid);

-- warning new-foreign-key-on-existing: fails if a row of guest refers to no row of price
--   SELECT count(*) FROM guest c WHERE c.item IS NOT NULL AND c.during IS NOT NULL AND (c.during <@ (SELECT range_agg(p.valid) FROM price p WHERE p.item = c.item)) IS NOT TRUE;
-- warning foreign-key-without-index: no index of guest begins with (item, during); each DELETE from price reads all of guest
ALTER TABLE guest ADD CONSTRAINT guest_price FOREIGN KEY (item, PERIOD during) REFERENCES price (item, PERIOD valid);

ALTER TABLE sale ADD CONSTRAINT sale_price FOREIGN KEY (item, PERIOD during) REFERENCES price (item, PERIOD valid);
