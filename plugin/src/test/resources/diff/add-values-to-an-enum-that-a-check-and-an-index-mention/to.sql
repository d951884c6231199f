CREATE TYPE state AS ENUM ('new', 'doing', 'done');
CREATE TABLE task (
  id bigint PRIMARY KEY,
  state state NOT NULL DEFAULT 'new',
  finished date,
  CONSTRAINT finished_when_done CHECK (state <> 'done' OR finished IS NOT NULL)
);
CREATE INDEX open_tasks ON task (id) WHERE state = 'new';
CREATE INDEX by_state ON task (state);
