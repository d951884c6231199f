DROP TABLE event;

-- recreates the structure; the rows of event are gone
CREATE TABLE event (
  at date NOT NULL,
  kind text NOT NULL
) PARTITION BY RANGE (at);
