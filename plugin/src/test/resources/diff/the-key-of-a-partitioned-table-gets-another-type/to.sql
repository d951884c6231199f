CREATE TABLE log (id int, level int, "of level" text) PARTITION BY LIST (level);
CREATE TABLE log_errors PARTITION OF log FOR VALUES IN (1, 2);
