CREATE TABLE line (
  book_id bigint NOT NULL,
  place integer NOT NULL
);
ALTER TABLE line ADD PRIMARY KEY (book_id, place);
COMMENT ON CONSTRAINT line_pkey ON line IS 'some lines for each book';
