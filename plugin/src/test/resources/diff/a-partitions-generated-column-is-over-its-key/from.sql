CREATE TABLE reading (
  taken smallint NOT NULL,
  twice numeric GENERATED ALWAYS AS (taken * 2) STORED
) PARTITION BY RANGE (taken);
CREATE TABLE reading_1 PARTITION OF reading FOR VALUES FROM (1) TO (100);
