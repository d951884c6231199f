ALTER TABLE t SET UNLOGGED;

ALTER TABLE t RESET (fillfactor);

ALTER TABLE t SET (autovacuum_enabled = false, toast.autovacuum_enabled = false);

ALTER TABLE t REPLICA IDENTITY FULL;
