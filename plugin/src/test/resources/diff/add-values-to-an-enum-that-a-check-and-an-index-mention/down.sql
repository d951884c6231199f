DROP INDEX open_tasks;

ALTER TABLE task DROP CONSTRAINT finished_when_done;

ALTER TYPE state RENAME TO state_old;

CREATE TYPE state AS ENUM ('new', 'done');

ALTER TABLE task
  ALTER COLUMN state DROP DEFAULT,
  ALTER COLUMN state TYPE state USING state::text::state,
  ALTER COLUMN state SET DEFAULT 'new';

DROP TYPE state_old;

CREATE INDEX open_tasks ON task (id) WHERE state = 'new';

ALTER TABLE task ADD CONSTRAINT finished_when_done CHECK (state <> 'done' OR finished IS NOT NULL);
