CREATE TABLE line (
  book_id bigint,
  place integer,
  state text
);
INSERT INTO line SELECT g, g FROM generate_series(1, 1000) g;
