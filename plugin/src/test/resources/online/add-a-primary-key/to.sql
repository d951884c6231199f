CREATE TABLE line (
  book_id bigint NOT NULL,
  place integer NOT NULL
);
ALTER TABLE line ADD CONSTRAINT line_pkey PRIMARY KEY (book_id, place);
