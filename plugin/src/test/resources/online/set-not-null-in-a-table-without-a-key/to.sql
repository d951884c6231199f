CREATE TABLE line (
  book_id bigint,
  place integer,
  state text NOT NULL
);
