CREATE TABLE line (
  book_id bigint,
  place integer
);
INSERT INTO line SELECT g, g FROM generate_series(1, 1000) g;
