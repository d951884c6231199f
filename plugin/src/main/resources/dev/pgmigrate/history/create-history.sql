-- One row is one fact about one step of one revision. Rows are only ever added: the state of a step is what its
-- rows together say.
CREATE TABLE {namespace}.migrate_history (
  -- of the last row plus 1, under a lock: a sequence is not replicated, and jumps when the server crashes
  id bigint PRIMARY KEY,
  -- of this row; a plugin refuses a journal that holds a newer format than its own
  format smallint NOT NULL,
  run text NOT NULL,
  revision text NOT NULL,
  message text NOT NULL,
  parents text[] NOT NULL,
  phase text NOT NULL,
  direction text NOT NULL,
  -- up: from 1 in the order of execution; down: the up step that it undoes
  step integer NOT NULL,
  steps integer NOT NULL,
  kind text NOT NULL,
  outcome text NOT NULL,
  checksum text,
  -- the whole revision as it was applied
  script text,
  started timestamptz NOT NULL,
  finished timestamptz,
  error_code text,
  error text,
  -- of a batch: the last key of its walk, the last key done, the rows done
  batch_bound text,
  batch_reached text,
  batch_rows bigint,
  by_whom text NOT NULL,
  by_role text NOT NULL DEFAULT session_user,
  tool text NOT NULL,
  approval text
);
COMMENT ON TABLE {namespace}.migrate_history IS 'migrate-maven-plugin, format 2: not protected'
