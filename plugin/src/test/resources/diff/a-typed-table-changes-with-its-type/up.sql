CREATE TABLE log (
  at date
);

ALTER TABLE inside NOT OF;

ALTER TABLE inside ADD COLUMN unit text;

ALTER TABLE inside ALTER COLUMN id TYPE bigint;

ALTER TABLE log OF event;

ALTER TABLE outside NOT OF;

ALTER TYPE reading
  ALTER ATTRIBUTE id TYPE bigint,
  ADD ATTRIBUTE unit text;

ALTER TABLE outside ALTER COLUMN id TYPE bigint;

ALTER TABLE inside OF reading;
