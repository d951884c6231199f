DROP INDEX ix_class;

DROP INDEX ix_collation;

DROP INDEX ix_include;

DROP INDEX ix_keys;

DROP INDEX ix_method;

DROP INDEX ix_nulls;

DROP INDEX ix_order;

DROP INDEX ix_unique;

ALTER TABLE book CLUSTER ON ix_cluster;

CREATE INDEX ix_class ON book (title text_pattern_ops);

CREATE INDEX ix_collation ON book (title COLLATE "C");

CREATE INDEX ix_include ON book (year) INCLUDE (code);

CREATE INDEX ix_keys ON book (year, lower(title));

CREATE INDEX ix_method ON book USING hash (isbn);

-- warning new-unique-on-existing: fails if two rows of book have the same isbn
--   SELECT isbn, count(*) FROM book GROUP BY isbn HAVING count(*) > 1;
CREATE UNIQUE INDEX ix_nulls ON book (isbn) NULLS NOT DISTINCT;

CREATE INDEX ix_order ON book (year DESC NULLS LAST, id);

-- warning new-unique-on-existing: fails if two rows of book have the same code
--   SELECT code, count(*) FROM book WHERE code IS NOT NULL GROUP BY code HAVING count(*) > 1;
CREATE UNIQUE INDEX ix_unique ON book (code);
