CREATE TYPE mood AS ENUM ('ok', 'glad', 'sad');
CREATE TABLE person (
  id bigint PRIMARY KEY,
  mood mood NOT NULL DEFAULT 'glad',
  was mood DEFAULT 'glad',
  CONSTRAINT calm CHECK (id > 0 OR mood <> 'glad')
);
CREATE INDEX glad ON person (id) WHERE mood = 'glad';
CREATE VIEW happy AS SELECT id FROM person WHERE mood = 'glad';
CREATE POLICY only_happy ON person USING (mood = 'glad');
CREATE FUNCTION glad() RETURNS mood LANGUAGE sql RETURN 'glad'::mood;
CREATE DOMAIN merry AS mood DEFAULT 'glad' CHECK (VALUE <> 'sad');
