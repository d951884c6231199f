CREATE FUNCTION amount(n integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $$ SELECT n $$;
CREATE FUNCTION valid(value text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT length(value) > 0 $$;
CREATE DOMAIN code AS text CONSTRAINT ck_code CHECK (valid(VALUE)) CONSTRAINT ck_other CHECK (VALUE <> 'x');
CREATE TABLE item (
  id integer DEFAULT amount(1),
  code code
);
CREATE POLICY own ON item USING (id > amount(0));
CREATE VIEW big AS SELECT id FROM item WHERE id > amount(10);
