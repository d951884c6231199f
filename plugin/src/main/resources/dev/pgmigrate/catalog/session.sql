-- One row: the server, and the roles whose ownership goes without saying.
SELECT
  current_setting('server_version_num')::int AS version,
  current_user::text AS reader,
  pg_get_userbyid(d.datdba)::text AS database_owner
FROM pg_database d
WHERE d.datname = current_database()
