ALTER SCHEMA sales OWNER TO golden_reader;

ALTER TYPE mood OWNER TO golden_reader;

ALTER SEQUENCE s OWNER TO golden_reader;

REVOKE SELECT ON author FROM golden_reader;

ALTER TABLE author OWNER TO golden_reader;
