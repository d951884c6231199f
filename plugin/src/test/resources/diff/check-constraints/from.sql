CREATE TABLE t (a integer, b varchar(9), CONSTRAINT ck_a CHECK (a > 0), CONSTRAINT ck_gone CHECK (a < 1000));
