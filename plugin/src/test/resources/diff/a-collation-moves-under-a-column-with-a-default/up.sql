CREATE COLLATION by_code (provider = libc, lc_collate = 'C', lc_ctype = 'C');

ALTER TABLE shelf ALTER COLUMN label TYPE text COLLATE by_code;

DROP COLLATION text.by_code;
