CREATE INDEX ix_five ON t USING brin (b) WITH (pages_per_range = 32);

COMMENT ON INDEX ix_five IS 'the fifth';

CREATE INDEX ix_four ON t USING hash (a);

-- warning new-unique-on-existing: fails if two rows of t in the index have the same lower(a), b and c
--   SELECT lower(a), b, c, count(*) FROM t WHERE b > 0 GROUP BY lower(a), b, c HAVING count(*) > 1;
CREATE UNIQUE INDEX ix_one ON t (lower(a), b DESC NULLS LAST, c NULLS FIRST) INCLUDE (d) NULLS NOT DISTINCT WITH (fillfactor = 80) WHERE b > 0;

CREATE INDEX ix_three ON t (a COLLATE "C" text_pattern_ops, (b + c));

CREATE INDEX ix_two ON t USING gin (d jsonb_path_ops);
