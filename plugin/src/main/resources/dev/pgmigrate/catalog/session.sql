-- One row: the server, and the roles whose ownership goes without saying: the owner of a journal is
-- who applies its migrations.
SELECT
  current_setting('server_version_num')::int AS version,
  current_user::text AS reader,
  pg_get_userbyid(d.datdba)::text AS database_owner,
  ARRAY(
    SELECT n.nspname::text
    FROM pg_class c
    JOIN pg_namespace n
      ON n.oid = c.relnamespace
    WHERE c.relname = 'migrate_history'
    ORDER BY n.nspname
  ) AS journals,
  ARRAY(
    SELECT pg_get_userbyid(c.relowner)::text
    FROM pg_class c
    JOIN pg_namespace n
      ON n.oid = c.relnamespace
    WHERE c.relname = 'migrate_history'
    ORDER BY n.nspname
  ) AS journal_owners
FROM pg_database d
WHERE d.datname = current_database()
