-- Whether the database is protected, for users who may not read the journal.
COMMENT ON TABLE {namespace}.migrate_history IS {comment}
