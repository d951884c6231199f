DROP POLICY own ON item;

ALTER DOMAIN code DROP CONSTRAINT ck_code;

DROP FUNCTION valid(text);

DROP VIEW big;

ALTER TABLE item ALTER COLUMN id DROP DEFAULT;

DROP FUNCTION amount(integer, integer);

CREATE FUNCTION amount(n integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $$ SELECT n $$;

ALTER TABLE item ALTER COLUMN id SET DEFAULT amount(1);

CREATE POLICY own ON item USING (id > amount(0));

CREATE FUNCTION valid(value text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT length(value) > 0 $$;

CREATE VIEW big AS SELECT id FROM item WHERE id > amount(10);

ALTER DOMAIN code ADD CONSTRAINT ck_code CHECK (valid(VALUE));
