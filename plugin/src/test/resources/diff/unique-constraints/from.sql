CREATE TABLE t (a integer, b integer, c integer, CONSTRAINT uk_a UNIQUE (a), CONSTRAINT uk_c UNIQUE (c));
