-- One writer of the journal at a time, until its transaction ends. Readers, heartbeats and pg_dump pass.
LOCK TABLE {namespace}.migrate_history IN SHARE ROW EXCLUSIVE MODE
