ALTER TABLE reading DETACH PARTITION reading_1;

ALTER TABLE reading_1 DROP COLUMN twice;

-- warning cast-can-fail: reading_1.taken changes from bigint to smallint; fails if a value does not fit
--   SELECT count(*) FROM reading_1 WHERE taken NOT BETWEEN -32768 AND 32767;
ALTER TABLE reading_1 ALTER COLUMN taken TYPE smallint;

DROP TABLE reading;

CREATE TABLE reading (
  taken smallint NOT NULL,
  twice numeric GENERATED ALWAYS AS (taken * 2) STORED
) PARTITION BY RANGE (taken);

ALTER TABLE reading_1 ADD COLUMN twice numeric GENERATED ALWAYS AS (taken * 2) STORED;

ALTER TABLE reading ATTACH PARTITION reading_1 FOR VALUES FROM ('1') TO ('100');
