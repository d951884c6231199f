DROP PUBLICATION outbound;

-- warning data-loss: drops column parcel.label with its values
--   SELECT count(*) FROM parcel WHERE label IS NOT NULL;
ALTER TABLE parcel DROP COLUMN label;

ALTER TABLE parcel ADD COLUMN sender text;

ALTER TABLE parcel ALTER COLUMN id TYPE bigint;

CREATE PUBLICATION outbound FOR TABLE parcel (id, weight, sender) WHERE (id > 10);
