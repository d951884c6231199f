CREATE COLLATION text.by_code (provider = libc, lc_collate = 'C', lc_ctype = 'C');

ALTER TABLE shelf ALTER COLUMN label TYPE text COLLATE text.by_code;

DROP COLLATION by_code;
