CREATE FUNCTION touches() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.touched := now();
  RETURN NEW;
END
$$;
CREATE TABLE account (id bigint PRIMARY KEY, email text NOT NULL, touched timestamptz, token uuid NOT NULL DEFAULT gen_random_uuid(), tag uuid NOT NULL DEFAULT gen_random_uuid());
CREATE TRIGGER touch BEFORE INSERT OR UPDATE ON account FOR EACH ROW EXECUTE FUNCTION touches();
CREATE TRIGGER touch_mail BEFORE UPDATE OF email ON account FOR EACH ROW EXECUTE FUNCTION touches();
CREATE TRIGGER touch_idle BEFORE UPDATE ON account FOR EACH ROW EXECUTE FUNCTION touches();
ALTER TABLE account DISABLE TRIGGER touch_idle;
