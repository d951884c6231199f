-- Remember the next value of t.id, where the numbering goes on.
WITH migrate_identity AS (
  SELECT objid::regclass AS sequence
  FROM pg_depend JOIN pg_attribute ON attrelid = refobjid AND attnum = refobjsubid
  WHERE attrelid = 't'::regclass AND attname = 'id'
    AND classid = 'pg_class'::regclass AND deptype = 'i'
)
SELECT set_config('migrate.public.t.id', coalesce(pg_sequence_last_value(sequence) + 1, nextval(sequence))::text, true)
FROM migrate_identity;

ALTER TABLE t ALTER COLUMN id DROP IDENTITY;

CREATE SEQUENCE t_id_seq AS integer;

ALTER TABLE t ALTER COLUMN id SET DEFAULT nextval('public.t_id_seq'::regclass);

SELECT setval('t_id_seq', greatest(max(id) + 1, nextval('t_id_seq'), current_setting('migrate.public.t.id')::bigint), false) FROM t;

ALTER SEQUENCE t_id_seq OWNED BY t.id;
