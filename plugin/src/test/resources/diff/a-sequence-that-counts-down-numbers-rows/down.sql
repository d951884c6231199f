ALTER TABLE debt ALTER COLUMN id DROP DEFAULT;

ALTER TABLE debt ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY;

SELECT setval(pg_get_serial_sequence('debt', 'id'), coalesce(max(id) + 1, 1), false) FROM debt;

DROP SEQUENCE debt_number;
