ALTER TABLE inside NOT OF;

ALTER TABLE outside ALTER COLUMN id TYPE integer;

ALTER TYPE reading
  DROP ATTRIBUTE unit,
  ALTER ATTRIBUTE id TYPE integer;

ALTER TABLE outside OF reading;

ALTER TABLE log NOT OF;

ALTER TABLE inside ALTER COLUMN id TYPE integer;

ALTER TABLE inside DROP COLUMN unit;

ALTER TABLE inside OF reading;

DROP TABLE log;
