-- rename account.name (contract)
--
-- revision: f13d28ca7a36
-- parent:   3780e9f97898
-- created:  2026-11-22T10:10:00Z
-- phase:    contract

-- migrate:up
-- Nothing may be lost with name.
DO $$
BEGIN
  IF EXISTS (SELECT FROM account WHERE full_name IS DISTINCT FROM name) THEN
    RAISE EXCEPTION '% and % of % are not in step', 'name', 'full_name', 'account'
      USING HINT = 'Rows that were written without triggers: UPDATE account
  SET full_name = name
  WHERE full_name IS DISTINCT FROM name';
  END IF;
END
$$;

-- migrate:up
DROP TRIGGER zz_account_name_full_name_sync ON account;

DROP FUNCTION account_name_full_name_sync();

ALTER TABLE account DROP COLUMN name;

-- migrate:down
ALTER TABLE account ADD COLUMN name text;

-- Whichever of the two columns the application writes, the other follows.
CREATE FUNCTION account_name_full_name_sync()
  RETURNS trigger
  LANGUAGE plpgsql
  SET search_path = ''
AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    -- Who writes the one column leaves the other empty.
    IF NEW.full_name IS NOT NULL THEN
      NEW.name := NEW.full_name;
    ELSE
      NEW.full_name := NEW.name;
    END IF;
  ELSIF NEW.full_name IS DISTINCT FROM OLD.full_name THEN
    NEW.name := NEW.full_name;
  ELSIF NEW.name IS DISTINCT FROM OLD.name OR NEW.full_name IS NULL THEN
    NEW.full_name := NEW.name;
  ELSE
    -- Nothing was written; the row may be one that is not filled yet.
    NEW.name := NEW.full_name;
  END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER zz_account_name_full_name_sync
  BEFORE INSERT OR UPDATE ON account
  FOR EACH ROW EXECUTE FUNCTION account_name_full_name_sync();

-- migrate:down batch key=id size=5000 pause=100ms
-- Rows that were written before the trigger was there: name gets the value of full_name.
UPDATE account
  SET name = full_name
  WHERE id BETWEEN :from AND :to
    AND name IS DISTINCT FROM full_name;
