REVOKE USAGE ON SEQUENCE place_numbers FROM golden_reader;

COMMENT ON SEQUENCE place_numbers IS NULL;

ALTER TABLE reading_low ENABLE TRIGGER passes;

DROP INDEX reading_both;

ALTER INDEX reading_low_value_idx RESET (fillfactor);

COMMENT ON INDEX reading_low_value_idx IS NULL;

COMMENT ON CONSTRAINT reading_low_pkey ON reading_low IS NULL;

ALTER INDEX place_names ALTER COLUMN 1 SET STATISTICS -1;

ALTER TABLE place ALTER COLUMN name RESET (n_distinct);

DROP TABLE visit;

ALTER SEQUENCE place_numbers RENAME TO place_id_seq;
