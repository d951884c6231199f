CREATE TABLE line (
  book_id bigint NOT NULL,
  place integer NOT NULL
);
ALTER TABLE line ADD PRIMARY KEY (book_id);
COMMENT ON CONSTRAINT line_pkey ON line IS 'a line for each book';
INSERT INTO line SELECT g, g FROM generate_series(1, 1000) g;
