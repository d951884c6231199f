CREATE TYPE pair AS (
  id date,
  value date
);

ALTER TABLE log NOT OF;

ALTER TYPE reading
  ADD ATTRIBUTE value date,
  ADD ATTRIBUTE at date;

ALTER TABLE log ADD COLUMN value date;

ALTER TABLE log ADD COLUMN at date;

ALTER TABLE log OF reading;
