-- The one row, free.
INSERT INTO {namespace}.migrate_lock (token, format)
VALUES ('free', ?)
ON CONFLICT DO NOTHING
