ALTER TABLE reading DETACH PARTITION reading_1;

ALTER TABLE reading_1 DROP COLUMN twice;

DROP TABLE reading;

CREATE TABLE reading (
  taken bigint NOT NULL,
  twice numeric GENERATED ALWAYS AS (taken * 2) STORED
) PARTITION BY RANGE (taken);

ALTER TABLE reading_1 ALTER COLUMN taken TYPE bigint;

ALTER TABLE reading_1 ADD COLUMN twice numeric GENERATED ALWAYS AS (taken * 2) STORED;

ALTER TABLE reading ATTACH PARTITION reading_1 FOR VALUES FROM ('1') TO ('100');
