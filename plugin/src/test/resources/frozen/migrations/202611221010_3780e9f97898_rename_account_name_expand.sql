-- rename account.name (expand)
--
-- revision: 3780e9f97898
-- parent:   9da97cb1c23b
-- created:  2026-11-22T10:10:00Z

-- migrate:up
ALTER TABLE account ADD COLUMN full_name text;

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

-- migrate:up batch key=id size=5000 pause=100ms
-- Rows that were written before the trigger was there: full_name gets the value of name.
UPDATE account
  SET full_name = name
  WHERE id BETWEEN :from AND :to
    AND full_name IS DISTINCT FROM name;

-- migrate:down nothing
-- nothing to undo for step 2

-- migrate:down
DROP TRIGGER zz_account_name_full_name_sync ON account;

DROP FUNCTION account_name_full_name_sync();

ALTER TABLE account DROP COLUMN full_name;
