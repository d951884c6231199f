ALTER TABLE log ADD COLUMN id bigint;

UPDATE log t SET id = 100 + (n.place - 1) * 10
FROM (SELECT tableoid, ctid, row_number() OVER (ORDER BY tableoid, ctid) AS place FROM log) n
WHERE (t.tableoid, t.ctid) = (n.tableoid, n.ctid);

ALTER TABLE log ALTER COLUMN id SET NOT NULL;

ALTER TABLE log ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (INCREMENT BY 10 START WITH 100);

WITH migrate_identity AS (
  SELECT objid::regclass AS sequence
  FROM pg_depend JOIN pg_attribute ON attrelid = refobjid AND attnum = refobjsubid
  WHERE attrelid = 'log'::regclass AND attname = 'id'
    AND classid = 'pg_class'::regclass AND deptype = 'i'
)
SELECT setval(sequence, greatest((SELECT max(id) FROM log), 100) + 10, false)
FROM migrate_identity;
