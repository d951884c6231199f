ALTER TABLE member ALTER COLUMN upper_name DROP EXPRESSION;

-- warning cast-can-fail: member.name changes from varchar(40) to uuid with name::uuid; fails if a value does not fit
--   SELECT count(*) FROM member WHERE name !~ '^\{?([0-9a-fA-F]{4}-?){8}\}?$';
ALTER TABLE member
  ALTER COLUMN name DROP DEFAULT,
  ALTER COLUMN name TYPE uuid USING name::uuid;

-- warning cast-can-fail: seat.label changes from text to varchar(40); fails if a value does not fit
--   SELECT count(*) FROM seat WHERE length(label::text) > 40;
ALTER TABLE seat ALTER COLUMN label DROP EXPRESSION;

ALTER TABLE seat ALTER COLUMN label TYPE varchar(40);

-- warning data-loss: drops column seat.first with its values
--   SELECT count(*) FROM seat WHERE first IS NOT NULL;
ALTER TABLE seat DROP COLUMN first;
