ALTER TABLE t DROP CONSTRAINT long_enough;

-- warning new-check-on-existing: fails if a row of t does not meet the check
--   SELECT count(*) FROM t WHERE NOT (length(name) > 3);
ALTER TABLE t ADD CONSTRAINT t_name_check CHECK (length(name) > 3);
