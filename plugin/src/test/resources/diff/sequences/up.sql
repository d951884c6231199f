DROP SEQUENCE gone;

CREATE SEQUENCE b INCREMENT BY 50;

COMMENT ON SEQUENCE b IS 'by fifties';

CREATE SEQUENCE c;

SELECT setval('a', least(greatest(n, 10), 99), n > 99)
  FROM nextval('a') AS n;

ALTER SEQUENCE a AS integer INCREMENT BY 5 MINVALUE 10 MAXVALUE 99 START WITH 20 CACHE 3 CYCLE;

ALTER TABLE t ALTER COLUMN id SET DEFAULT nextval('c');

SELECT setval('c', greatest(max(id) + 1, nextval('c')), false) FROM t;

ALTER SEQUENCE c OWNED BY t.id;
