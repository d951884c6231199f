ALTER TYPE state ADD VALUE 'open' BEFORE 'new';

-- next step

ALTER TABLE task DROP CONSTRAINT task_state;

DROP INDEX ix_task_state;

-- warning data-loss: drops column task.old with its values
--   SELECT count(*) FROM task WHERE old IS NOT NULL;
ALTER TABLE task DROP COLUMN old;

ALTER TABLE task ADD COLUMN assigned text DEFAULT 'nobody' NOT NULL;

CREATE INDEX ix_task_state ON task (state, assigned);

-- warning new-check-on-existing: fails if a row of task does not meet the check
--   SELECT count(*) FROM task WHERE NOT (state <> 'new' OR assigned <> '');
ALTER TABLE task ADD CONSTRAINT task_state CHECK (state <> 'new' OR assigned <> '');
