CREATE TABLE line (
  book_id bigint NOT NULL,
  place integer NOT NULL
);
ALTER TABLE line ADD PRIMARY KEY (book_id);
INSERT INTO line SELECT g, g FROM generate_series(1, 1000) g;
