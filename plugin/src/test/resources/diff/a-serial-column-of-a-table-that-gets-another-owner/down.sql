ALTER SEQUENCE t_number_seq OWNED BY NONE;

ALTER SEQUENCE numbers OWNED BY NONE;

ALTER TABLE t OWNER TO CURRENT_USER;

ALTER SEQUENCE numbers OWNER TO CURRENT_USER;

CREATE SEQUENCE t_old_seq AS integer;

-- warning not-null-without-default: t.old becomes NOT NULL; fails if a row has no value for it
--   SELECT count(*) FROM t WHERE old IS NULL;
ALTER TABLE t ALTER COLUMN old SET DEFAULT nextval('public.t_old_seq'::regclass);

SELECT setval('t_old_seq', greatest(max(old) + 1, nextval('t_old_seq')), false) FROM t;

ALTER TABLE t ALTER COLUMN old SET NOT NULL;

ALTER SEQUENCE t_old_seq OWNED BY t.old;

ALTER TABLE t DROP COLUMN number;

DROP SEQUENCE t_number_seq;
