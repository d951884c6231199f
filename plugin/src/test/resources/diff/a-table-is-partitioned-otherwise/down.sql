DROP TABLE event;

-- recreates the structure, but cannot restore the rows of event
CREATE TABLE event (
  at date NOT NULL,
  kind text NOT NULL
) PARTITION BY RANGE (at);
