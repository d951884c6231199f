CREATE SEQUENCE ticket;
CREATE TABLE desk (
  id bigint PRIMARY KEY,
  ticket bigint,
  CONSTRAINT one_ticket UNIQUE (ticket)
);
ALTER SEQUENCE ticket OWNED BY desk.ticket;
