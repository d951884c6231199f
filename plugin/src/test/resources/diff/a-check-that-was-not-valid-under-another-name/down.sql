ALTER TABLE t DROP CONSTRAINT t_name_check;

ALTER TABLE t ADD CONSTRAINT long_enough CHECK (length(name) > 3) NOT VALID;
