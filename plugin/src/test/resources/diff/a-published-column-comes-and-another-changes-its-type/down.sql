DROP PUBLICATION outbound;

-- warning cast-can-fail: parcel.id changes from bigint to integer; fails if a value does not fit
--   SELECT count(*) FROM parcel WHERE id NOT BETWEEN -2147483648 AND 2147483647;
ALTER TABLE parcel ALTER COLUMN id TYPE integer;

ALTER TABLE parcel DROP COLUMN sender;

-- recreates the structure, but cannot restore the values of parcel.label
ALTER TABLE parcel ADD COLUMN label text;

CREATE PUBLICATION outbound FOR TABLE parcel (id, weight) WHERE (id > 10);
