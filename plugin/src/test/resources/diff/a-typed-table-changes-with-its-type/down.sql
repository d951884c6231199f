ALTER TABLE inside NOT OF;

-- warning cast-can-fail: outside.id changes from bigint to integer; fails if a value does not fit
--   SELECT count(*) FROM outside WHERE id NOT BETWEEN -2147483648 AND 2147483647;
ALTER TABLE outside ALTER COLUMN id TYPE integer;

ALTER TYPE reading
  DROP ATTRIBUTE unit,
  ALTER ATTRIBUTE id TYPE integer;

ALTER TABLE outside OF reading;

ALTER TABLE log NOT OF;

-- warning cast-can-fail: inside.id changes from bigint to integer; fails if a value does not fit
--   SELECT count(*) FROM inside WHERE id NOT BETWEEN -2147483648 AND 2147483647;
ALTER TABLE inside ALTER COLUMN id TYPE integer;

ALTER TABLE inside DROP COLUMN unit;

ALTER TABLE inside OF reading;

DROP TABLE log;
