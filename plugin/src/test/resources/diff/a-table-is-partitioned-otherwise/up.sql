DROP TABLE event;

CREATE TABLE event (
  at date NOT NULL,
  kind text NOT NULL
) PARTITION BY LIST (kind);
