-- warning data-loss: drops table event with its rows
--   SELECT count(*) FROM event;
DROP TABLE event;

CREATE TABLE event (
  at date NOT NULL,
  kind text NOT NULL
) PARTITION BY LIST (kind);
