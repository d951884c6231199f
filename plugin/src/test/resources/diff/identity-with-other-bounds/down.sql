-- warning cast-can-fail: t.wider changes from bigint to integer; fails if a value does not fit
--   SELECT count(*) FROM t WHERE wider NOT BETWEEN -2147483648 AND 2147483647;
WITH migrate_identity AS (
  SELECT objid::regclass AS sequence
  FROM pg_depend JOIN pg_attribute ON attrelid = refobjid AND attnum = refobjsubid
  WHERE attrelid = 't'::regclass AND attname = 'wider'
    AND classid = 'pg_class'::regclass AND deptype = 'i'
)
SELECT setval(sequence, least(n, 2147483647), n > 2147483647)
  FROM migrate_identity, nextval(sequence) AS n;

ALTER TABLE t ALTER COLUMN wider SET MAXVALUE 2147483647;

-- warning cast-can-fail: t.no_wider changes from bigint to integer; fails if a value does not fit
--   SELECT count(*) FROM t WHERE no_wider NOT BETWEEN -2147483648 AND 2147483647;
ALTER TABLE t
  ALTER COLUMN wider TYPE integer,
  ALTER COLUMN no_wider TYPE integer;

ALTER TABLE t ALTER COLUMN narrower SET MINVALUE 1 SET MAXVALUE 1000 SET START WITH 1;

ALTER TABLE t ALTER COLUMN elsewhere SET MINVALUE 1 SET MAXVALUE 50 SET START WITH 1 RESTART WITH 1;

WITH migrate_identity AS (
  SELECT objid::regclass AS sequence
  FROM pg_depend JOIN pg_attribute ON attrelid = refobjid AND attnum = refobjsubid
  WHERE attrelid = 't'::regclass AND attname = 'elsewhere'
    AND classid = 'pg_class'::regclass AND deptype = 'i'
)
SELECT setval(sequence, greatest((SELECT max(elsewhere) + 1 FROM t WHERE elsewhere BETWEEN 1 AND 50), 1), false)
FROM migrate_identity;
