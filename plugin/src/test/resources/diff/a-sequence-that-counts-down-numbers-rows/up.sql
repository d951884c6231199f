CREATE SEQUENCE debt_number INCREMENT BY -1;

ALTER TABLE debt ALTER COLUMN id DROP IDENTITY;

ALTER TABLE debt ALTER COLUMN id SET DEFAULT nextval('debt_number');

SELECT setval('debt_number', least(min(id) - 1, nextval('debt_number')), false) FROM debt;
