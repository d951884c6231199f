ALTER TABLE task DROP CONSTRAINT task_state;

DROP INDEX ix_task_state;

ALTER TABLE task DROP COLUMN assigned;

-- recreates the structure; the values of task.old are gone
ALTER TABLE task ADD COLUMN old text;

-- next step

ALTER TYPE state RENAME TO state_old;

CREATE TYPE state AS ENUM ('new', 'done');

ALTER TABLE task ALTER COLUMN state TYPE state USING state::text::state;

DROP TYPE state_old;

CREATE INDEX ix_task_state ON task (state, old);

ALTER TABLE task ADD CONSTRAINT task_state CHECK (state <> 'new' OR old <> '');
