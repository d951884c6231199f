CREATE EXTENSION pg_trgm;
CREATE TABLE member (id bigint, project bigint);
CREATE TABLE project (id bigint, name text);
CREATE INDEX ix_name ON project USING gin (name gin_trgm_ops);
CREATE INDEX ix_id ON project (id);
CREATE POLICY own ON project USING (EXISTS (SELECT FROM member m WHERE m.project = project.id));
CREATE FUNCTION notice() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER noticed BEFORE INSERT ON project FOR EACH ROW EXECUTE FUNCTION notice();
