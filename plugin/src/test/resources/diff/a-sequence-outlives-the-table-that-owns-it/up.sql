ALTER SEQUENCE ticket OWNED BY NONE;

-- warning data-loss: drops table desk with its rows
--   SELECT count(*) FROM desk;
DROP TABLE desk;

CREATE TABLE counter (
  id bigint NOT NULL,
  ticket bigint,
  CONSTRAINT counter_pkey PRIMARY KEY (id),
  CONSTRAINT one_ticket UNIQUE (ticket)
);

ALTER SEQUENCE ticket OWNED BY counter.ticket;
