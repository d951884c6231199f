ALTER TABLE t ALTER COLUMN id DROP IDENTITY;

CREATE SEQUENCE t_id_seq AS integer;

ALTER TABLE t ALTER COLUMN id SET DEFAULT nextval('public.t_id_seq'::regclass);

SELECT setval('t_id_seq', greatest(max(id) + 1, nextval('t_id_seq')), false) FROM t;

ALTER SEQUENCE t_id_seq OWNED BY t.id;

ALTER SEQUENCE t_number_seq OWNED BY NONE;

ALTER TABLE t ALTER COLUMN number DROP DEFAULT;

DROP SEQUENCE t_number_seq;

ALTER TABLE t ALTER COLUMN number ADD GENERATED ALWAYS AS IDENTITY;

SELECT setval(pg_get_serial_sequence('t', 'number'), coalesce(max(number) + 1, 1), false) FROM t;
