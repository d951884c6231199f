-- recreates the structure, but cannot restore the values of t.d
ALTER TABLE t ALTER COLUMN d DROP EXPRESSION;

-- warning data-loss: loses the values of t.c
ALTER TABLE t DROP COLUMN c;

ALTER TABLE t ADD COLUMN c integer GENERATED ALWAYS AS (a + 1) STORED;

ALTER TABLE t DROP COLUMN b;

ALTER TABLE t ADD COLUMN b integer GENERATED ALWAYS AS (a * 2) STORED;
