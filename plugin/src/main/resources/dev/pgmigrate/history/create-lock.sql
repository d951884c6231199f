-- The one row is the right to change this database. Its primary key is the holder's token: a step's transaction
-- keeps it by FOR KEY SHARE, which a heartbeat (other columns) passes and a takeover (the key) waits for.
CREATE TABLE IF NOT EXISTS {namespace}.migrate_lock (
  token text PRIMARY KEY,
  only_row boolean NOT NULL DEFAULT true UNIQUE CHECK (only_row),
  format smallint NOT NULL,
  run text,
  by_whom text,
  acquired timestamptz,
  heartbeat timestamptz,
  -- null: nobody holds it
  expires timestamptz
)
