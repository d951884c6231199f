CREATE TABLE author (
  id bigint PRIMARY KEY,
  name varchar(100)
);
COMMENT ON TABLE author IS 'it''s new';
COMMENT ON COLUMN author.id IS 'added';
COMMENT ON CONSTRAINT author_pkey ON author IS 'the key';
