-- Remember the next value of t.number, where the numbering goes on.
WITH migrate_identity AS (
  SELECT objid::regclass AS sequence
  FROM pg_depend JOIN pg_attribute ON attrelid = refobjid AND attnum = refobjsubid
  WHERE attrelid = 't'::regclass AND attname = 'number'
    AND classid = 'pg_class'::regclass AND deptype = 'i'
)
SELECT set_config('migrate.public.t.number', coalesce(pg_sequence_last_value(sequence) + 1, nextval(sequence))::text, true)
FROM migrate_identity;

ALTER TABLE t ALTER COLUMN number DROP IDENTITY;

CREATE SEQUENCE t_number_seq AS integer;

ALTER TABLE t ALTER COLUMN number SET DEFAULT nextval('public.t_number_seq'::regclass);

SELECT setval('t_number_seq', greatest(max(number) + 1, nextval('t_number_seq'), current_setting('migrate.public.t.number')::bigint), false) FROM t;

ALTER SEQUENCE t_number_seq OWNED BY t.number;

ALTER SEQUENCE t_id_seq OWNED BY NONE;

-- Remember the next value of t.id, where the numbering goes on.
SELECT set_config('migrate.public.t.id', coalesce(pg_sequence_last_value('t_id_seq') + 1, nextval('t_id_seq'))::text, true);

ALTER TABLE t ALTER COLUMN id DROP DEFAULT;

DROP SEQUENCE t_id_seq;

ALTER TABLE t ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY;

WITH migrate_identity AS (
  SELECT objid::regclass AS sequence
  FROM pg_depend JOIN pg_attribute ON attrelid = refobjid AND attnum = refobjsubid
  WHERE attrelid = 't'::regclass AND attname = 'id'
    AND classid = 'pg_class'::regclass AND deptype = 'i'
)
SELECT setval(sequence, greatest((SELECT max(id) + 1 FROM t), 1, current_setting('migrate.public.t.id')::bigint), false)
FROM migrate_identity;
