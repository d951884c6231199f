CREATE TABLE book (
  id bigint PRIMARY KEY,
  title varchar(100),
  price numeric(10, 2),
  author_id bigint
);
ALTER TABLE book ADD CONSTRAINT ck_old CHECK (price > 0), ADD CONSTRAINT uk_old UNIQUE (title);
CREATE INDEX ix_old ON book (price);
