DO $$
BEGIN
  IF to_regnamespace('tools') IS NULL THEN
    CREATE SCHEMA tools;
  END IF;
END
$$;

CREATE EXTENSION IF NOT EXISTS citext WITH SCHEMA tools;

ALTER TABLE member ALTER COLUMN email TYPE tools.citext USING email::tools.citext;
