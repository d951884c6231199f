CREATE TABLE line (
  book_id bigint NOT NULL,
  place integer NOT NULL
);
ALTER TABLE line ADD PRIMARY KEY (book_id, place);
