ALTER TABLE t ALTER COLUMN a ADD GENERATED ALWAYS AS IDENTITY;

WITH migrate_identity AS (
  SELECT objid::regclass AS sequence
  FROM pg_depend JOIN pg_attribute ON attrelid = refobjid AND attnum = refobjsubid
  WHERE attrelid = 't'::regclass AND attname = 'a'
    AND classid = 'pg_class'::regclass AND deptype = 'i'
)
SELECT setval(sequence, greatest((SELECT max(a) + 1 FROM t), 1), false)
FROM migrate_identity;

ALTER TABLE u ALTER COLUMN a SET GENERATED ALWAYS SET INCREMENT BY 50 SET START WITH 100;

ALTER TABLE v ALTER COLUMN a DROP IDENTITY;
