CREATE TABLE shelf (
  id bigint PRIMARY KEY,
  label text DEFAULT 'new' NOT NULL
);
