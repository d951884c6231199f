CREATE TABLE t (a integer, b varchar(9), CONSTRAINT ck_a CHECK (a > 1), CONSTRAINT ck_b CHECK (b IN ('x', 'y')), CONSTRAINT ck_own CHECK (a <> 7) NO INHERIT);
ALTER TABLE t ADD CONSTRAINT ck_late CHECK (a < 50) NOT VALID;
