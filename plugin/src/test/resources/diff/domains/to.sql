CREATE DOMAIN email AS text DEFAULT 'a@b' NOT NULL CONSTRAINT has_at CHECK (VALUE LIKE '%_@_%') CONSTRAINT short CHECK (length(VALUE) < 100);
CREATE DOMAIN age AS smallint CHECK (VALUE >= 0);
CREATE TABLE t (email email, age age);
COMMENT ON DOMAIN age IS 'in years';
