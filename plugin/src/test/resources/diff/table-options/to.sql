CREATE UNLOGGED TABLE t (id integer PRIMARY KEY, a text) WITH (autovacuum_enabled = false, toast.autovacuum_enabled = false);
ALTER TABLE t REPLICA IDENTITY FULL;
