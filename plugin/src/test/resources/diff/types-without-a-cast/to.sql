CREATE TABLE job (
  id bigint,
  span interval second(6),
  state varchar(20) CONSTRAINT job_state CHECK (state IN ('NEW', 'PAID')),
  tag text,
  tags text[],
  at timestamptz
);
