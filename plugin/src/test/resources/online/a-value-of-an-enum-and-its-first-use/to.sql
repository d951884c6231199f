CREATE TABLE author (
  id bigint PRIMARY KEY,
  name text
);
CREATE TABLE book (
  id bigint PRIMARY KEY,
  title text,
  author_id bigint,
  price integer DEFAULT 1 NOT NULL
);
CREATE TYPE state AS ENUM ('draft', 'new', 'old');
ALTER TABLE book ADD COLUMN state state DEFAULT 'draft' NOT NULL;
ALTER TABLE author ADD COLUMN state state DEFAULT 'draft' NOT NULL;
