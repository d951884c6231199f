ALTER SEQUENCE ticket OWNED BY NONE;

DROP TABLE counter;

-- recreates the structure, but cannot restore the rows of desk
CREATE TABLE desk (
  id bigint NOT NULL,
  ticket bigint,
  CONSTRAINT desk_pkey PRIMARY KEY (id),
  CONSTRAINT one_ticket UNIQUE (ticket)
);

ALTER SEQUENCE ticket OWNED BY desk.ticket;
