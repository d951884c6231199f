-- expand: The trigger in its new form, because the new release needs it.

--- before
CREATE TABLE account (id int PRIMARY KEY, name text);
CREATE FUNCTION tidy() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.name := trim(NEW.name); RETURN NEW; END $$;
CREATE TRIGGER tidy BEFORE INSERT ON account FOR EACH ROW EXECUTE FUNCTION tidy();

--- after
CREATE TABLE account (id int PRIMARY KEY, name text);
CREATE FUNCTION tidy() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.name := trim(NEW.name); RETURN NEW; END $$;
CREATE TRIGGER tidy BEFORE INSERT OR UPDATE ON account FOR EACH ROW EXECUTE FUNCTION tidy();

--- rows
INSERT INTO account VALUES (1, 'old');

--- previous
INSERT INTO account (id, name) VALUES (:id, 'ann');
UPDATE account SET name = 'older' WHERE id = 1;
-- gives: ann
SELECT name FROM account WHERE id = :id;

--- next
INSERT INTO account (id, name) VALUES (:id, 'x');
UPDATE account SET name = ' bob ' WHERE id = :id;
-- gives: bob
SELECT name FROM account WHERE id = :id;
