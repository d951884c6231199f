DROP INDEX ix_unique;

DROP INDEX ix_order;

DROP INDEX ix_nulls;

DROP INDEX ix_method;

DROP INDEX ix_keys;

DROP INDEX ix_include;

DROP INDEX ix_collation;

DROP INDEX ix_class;

ALTER TABLE book SET WITHOUT CLUSTER;

CREATE INDEX ix_unique ON book (code);

CREATE INDEX ix_order ON book (year, id);

-- warning new-unique-on-existing: fails if two rows of book have the same isbn
--   SELECT isbn, count(*) FROM book WHERE isbn IS NOT NULL GROUP BY isbn HAVING count(*) > 1;
CREATE UNIQUE INDEX ix_nulls ON book (isbn);

CREATE INDEX ix_method ON book (isbn);

CREATE INDEX ix_keys ON book (year);

CREATE INDEX ix_include ON book (year);

CREATE INDEX ix_collation ON book (title);

CREATE INDEX ix_class ON book (title);
