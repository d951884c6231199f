ALTER TABLE t SET LOGGED;

ALTER TABLE t RESET (autovacuum_enabled, toast.autovacuum_enabled);

ALTER TABLE t SET (fillfactor = 90);

ALTER TABLE t REPLICA IDENTITY DEFAULT;
