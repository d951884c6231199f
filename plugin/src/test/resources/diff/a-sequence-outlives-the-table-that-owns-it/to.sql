CREATE SEQUENCE ticket;
CREATE TABLE counter (
  id bigint PRIMARY KEY,
  ticket bigint,
  CONSTRAINT one_ticket UNIQUE (ticket)
);
ALTER SEQUENCE ticket OWNED BY counter.ticket;
