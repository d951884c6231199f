ALTER TABLE t ALTER COLUMN elsewhere SET MINVALUE 100 SET MAXVALUE 200 SET START WITH 100 RESTART WITH 100;

WITH migrate_identity AS (
  SELECT objid::regclass AS sequence
  FROM pg_depend JOIN pg_attribute ON attrelid = refobjid AND attnum = refobjsubid
  WHERE attrelid = 't'::regclass AND attname = 'elsewhere'
    AND classid = 'pg_class'::regclass AND deptype = 'i'
)
SELECT setval(sequence, greatest((SELECT max(elsewhere) + 1 FROM t WHERE elsewhere BETWEEN 100 AND 200), 100), false)
FROM migrate_identity;

WITH migrate_identity AS (
  SELECT objid::regclass AS sequence
  FROM pg_depend JOIN pg_attribute ON attrelid = refobjid AND attnum = refobjsubid
  WHERE attrelid = 't'::regclass AND attname = 'narrower'
    AND classid = 'pg_class'::regclass AND deptype = 'i'
)
SELECT setval(sequence, least(greatest(n, 10), 500), n > 500)
  FROM migrate_identity, nextval(sequence) AS n;

ALTER TABLE t ALTER COLUMN narrower SET MINVALUE 10 SET MAXVALUE 500 SET START WITH 10;

ALTER TABLE t ALTER COLUMN no_wider TYPE bigint;

ALTER TABLE t ALTER COLUMN no_wider SET MAXVALUE 2147483647;

ALTER TABLE t ALTER COLUMN wider TYPE bigint;

ALTER TABLE t ALTER COLUMN wider SET MAXVALUE 5000000000;
