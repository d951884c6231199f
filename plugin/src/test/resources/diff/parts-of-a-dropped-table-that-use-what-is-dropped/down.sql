DROP TABLE unrelated;

-- recreates the structure, but cannot restore the rows of project
CREATE TABLE project (
  id bigint,
  name text
);

-- recreates the structure, but cannot restore the rows of member
CREATE TABLE member (
  id bigint,
  project bigint
);

CREATE POLICY own ON project USING (EXISTS (SELECT FROM member m WHERE m.project = project.id));

CREATE FUNCTION notice() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;

CREATE TRIGGER noticed BEFORE INSERT ON project FOR EACH ROW EXECUTE FUNCTION notice();

CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE INDEX ix_name ON project USING gin (name public.gin_trgm_ops);

CREATE INDEX ix_id ON project (id);
