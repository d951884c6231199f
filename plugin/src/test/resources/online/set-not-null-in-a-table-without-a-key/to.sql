CREATE TABLE line (
  book_id bigint,
  place integer
);
ALTER TABLE line ADD COLUMN state text NOT NULL;
