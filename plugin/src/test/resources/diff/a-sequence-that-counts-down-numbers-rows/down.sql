-- Remember the next value of debt.id, where the numbering goes on.
SELECT set_config('migrate.public.debt.id', coalesce(pg_sequence_last_value('debt_number') - 1, nextval('debt_number'))::text, true);

ALTER TABLE debt ALTER COLUMN id DROP DEFAULT;

ALTER TABLE debt ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY;

WITH migrate_identity AS (
  SELECT objid::regclass AS sequence
  FROM pg_depend JOIN pg_attribute ON attrelid = refobjid AND attnum = refobjsubid
  WHERE attrelid = 'debt'::regclass AND attname = 'id'
    AND classid = 'pg_class'::regclass AND deptype = 'i'
)
SELECT setval(sequence, greatest((SELECT max(id) + 1 FROM debt), 1, current_setting('migrate.public.debt.id')::bigint), false)
FROM migrate_identity;

DROP SEQUENCE debt_number;
