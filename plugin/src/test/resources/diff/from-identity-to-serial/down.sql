ALTER TABLE t ALTER COLUMN number DROP IDENTITY;

CREATE SEQUENCE t_number_seq AS integer;

ALTER TABLE t ALTER COLUMN number SET DEFAULT nextval('public.t_number_seq'::regclass);

SELECT setval('t_number_seq', greatest(max(number) + 1, nextval('t_number_seq')), false) FROM t;

ALTER SEQUENCE t_number_seq OWNED BY t.number;

ALTER SEQUENCE t_id_seq OWNED BY NONE;

ALTER TABLE t ALTER COLUMN id DROP DEFAULT;

DROP SEQUENCE t_id_seq;

ALTER TABLE t ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY;

SELECT setval(pg_get_serial_sequence('t', 'id'), coalesce(max(id) + 1, 1), false) FROM t;
