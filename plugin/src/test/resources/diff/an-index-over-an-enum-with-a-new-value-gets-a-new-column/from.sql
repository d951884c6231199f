CREATE TYPE state AS ENUM ('new', 'done');
CREATE TABLE task (
  state state,
  old text,
  id bigint PRIMARY KEY
);
CREATE INDEX ix_task_state ON task (state, old);
ALTER TABLE task ADD CONSTRAINT task_state CHECK (state <> 'new' OR old <> '');
