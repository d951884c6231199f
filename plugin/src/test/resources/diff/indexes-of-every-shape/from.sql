CREATE TABLE t (a text, b integer, c integer, d jsonb);
