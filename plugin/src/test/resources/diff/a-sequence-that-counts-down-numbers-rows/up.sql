CREATE SEQUENCE debt_number INCREMENT BY -1;

-- Remember the next value of debt.id, where the numbering goes on.
WITH migrate_identity AS (
  SELECT objid::regclass AS sequence
  FROM pg_depend JOIN pg_attribute ON attrelid = refobjid AND attnum = refobjsubid
  WHERE attrelid = 'debt'::regclass AND attname = 'id'
    AND classid = 'pg_class'::regclass AND deptype = 'i'
)
SELECT set_config('migrate.public.debt.id', coalesce(pg_sequence_last_value(sequence) + 1, nextval(sequence))::text, true)
FROM migrate_identity;

ALTER TABLE debt ALTER COLUMN id DROP IDENTITY;

ALTER TABLE debt ALTER COLUMN id SET DEFAULT nextval('debt_number');

SELECT setval('debt_number', least(min(id) - 1, nextval('debt_number'), current_setting('migrate.public.debt.id')::bigint), false) FROM debt;
