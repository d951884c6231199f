DROP PUBLICATION outbound;

ALTER TABLE parcel ALTER COLUMN id TYPE integer;

ALTER TABLE parcel DROP COLUMN sender;

-- recreates the structure; the values of parcel.label are gone
ALTER TABLE parcel ADD COLUMN label text;

CREATE PUBLICATION outbound FOR TABLE parcel (id, weight) WHERE (id > 10);
