ALTER DOMAIN code DROP CONSTRAINT ck_code;

DROP VIEW big;

DROP FUNCTION valid(text);

DROP POLICY own ON item;

ALTER TABLE item ALTER COLUMN id DROP DEFAULT;

DROP FUNCTION amount(integer);

CREATE FUNCTION amount(n integer, scale integer DEFAULT 1) RETURNS integer LANGUAGE sql IMMUTABLE AS $$ SELECT n * scale $$;

ALTER TABLE item ALTER COLUMN id SET DEFAULT amount(1);

CREATE VIEW big AS SELECT id FROM item WHERE id > amount(10);

CREATE FUNCTION valid(input text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT length(input) > 0 $$;

ALTER DOMAIN code ADD CONSTRAINT ck_code CHECK (valid(VALUE));

CREATE POLICY own ON item USING (id > amount(0));
