DO $$
BEGIN
  IF to_regnamespace('tools') IS NULL THEN
    CREATE SCHEMA tools;
  END IF;
END
$$;

CREATE EXTENSION IF NOT EXISTS citext WITH SCHEMA tools;

-- warning cast-can-fail: member.email changes from text to tools.citext with email::tools.citext; fails if a value does not fit
--   SELECT count(*) FROM member WHERE email::text NOT IN (SELECT enumlabel FROM pg_enum WHERE enumtypid = to_regtype('tools.citext')) AND EXISTS (SELECT enumlabel FROM pg_enum WHERE enumtypid = to_regtype('tools.citext'));
ALTER TABLE member ALTER COLUMN email TYPE tools.citext USING email::tools.citext;
