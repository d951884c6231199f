-- a new table beside old ones
--
-- revision: 3f9c1a7be204
-- parent:   none
-- created:  2026-11-22T10:30:00Z

-- migrate:up
CREATE TABLE review (
  id bigint NOT NULL,
  book_id bigint,
  stars integer,
  CONSTRAINT review_pkey PRIMARY KEY (id),
  CONSTRAINT ck_stars CHECK (stars > 0)
);

CREATE INDEX ix_review_book ON review (book_id);

ALTER TABLE author
  ADD COLUMN born date,
  ADD COLUMN died date;

-- migrate:up
ALTER TABLE book ADD COLUMN stars numeric DEFAULT 0 NOT NULL;

COMMENT ON COLUMN book.stars IS 'on the average';

ALTER TABLE review ADD CONSTRAINT fk_review_book FOREIGN KEY (book_id) REFERENCES book (id);

-- migrate:down
ALTER TABLE review DROP CONSTRAINT fk_review_book;

ALTER TABLE book DROP COLUMN stars;

-- migrate:down
ALTER TABLE author
  DROP COLUMN died,
  DROP COLUMN born;

DROP TABLE review;
