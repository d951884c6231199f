CREATE TYPE state AS ENUM ('open', 'new', 'done');
CREATE TABLE task (
  state state,
  id bigint PRIMARY KEY,
  assigned text NOT NULL DEFAULT 'nobody'
);
CREATE INDEX ix_task_state ON task (state, assigned);
ALTER TABLE task ADD CONSTRAINT task_state CHECK (state <> 'new' OR assigned <> '');
