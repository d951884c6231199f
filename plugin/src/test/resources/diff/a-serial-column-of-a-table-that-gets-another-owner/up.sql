CREATE SEQUENCE t_number_seq AS integer;

ALTER SEQUENCE t_number_seq OWNER TO keeper;

ALTER TABLE t ADD COLUMN number integer DEFAULT nextval('public.t_number_seq'::regclass) NOT NULL;

ALTER SEQUENCE t_old_seq OWNED BY NONE;

ALTER TABLE t ALTER COLUMN old DROP DEFAULT;

ALTER TABLE t ALTER COLUMN old DROP NOT NULL;

DROP SEQUENCE t_old_seq;

ALTER SEQUENCE numbers OWNER TO keeper;

ALTER TABLE t OWNER TO keeper;

ALTER SEQUENCE numbers OWNED BY t.id;

ALTER SEQUENCE t_number_seq OWNED BY t.number;
