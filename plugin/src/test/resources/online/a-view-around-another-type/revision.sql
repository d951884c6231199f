-- a view around another type
--
-- revision: 3f9c1a7be204
-- parent:   none
-- created:  2026-11-22T10:30:00Z

-- migrate:up
-- warning long-lock: ix_price goes and comes again in one transaction; nobody can read book until it ends
DROP INDEX ix_price;

DROP VIEW dear;

-- warning long-lock: writes all rows anew while nobody can read book
--   -Dmigrate.widen=book.price fills a second column instead
ALTER TABLE book
  ALTER COLUMN price DROP DEFAULT,
  ALTER COLUMN price TYPE bigint,
  ALTER COLUMN price SET DEFAULT 1;

CREATE INDEX ix_price ON book (price) WHERE price > 100;

CREATE VIEW dear AS SELECT id, price FROM book WHERE price > 100;

-- migrate:down
-- warning long-lock: ix_price goes and comes again in one transaction; nobody can read book until it ends
DROP VIEW dear;

DROP INDEX ix_price;

-- warning long-lock: writes all rows anew while nobody can read book
ALTER TABLE book
  ALTER COLUMN price DROP DEFAULT,
  ALTER COLUMN price TYPE integer,
  ALTER COLUMN price SET DEFAULT 1;

CREATE VIEW dear AS SELECT id, price FROM book WHERE price > 100;

CREATE INDEX ix_price ON book (price) WHERE price > 100;
