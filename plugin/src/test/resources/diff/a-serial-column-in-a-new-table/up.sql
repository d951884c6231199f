CREATE SEQUENCE t_id_seq;

CREATE TABLE t (
  id bigint DEFAULT nextval('public.t_id_seq'::regclass) NOT NULL,
  CONSTRAINT t_pkey PRIMARY KEY (id)
);

ALTER SEQUENCE t_id_seq OWNED BY t.id;
