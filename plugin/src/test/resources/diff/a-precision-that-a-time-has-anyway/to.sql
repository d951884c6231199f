CREATE TABLE visit (
  begins timestamp(6),
  ends timestamp with time zone,
  opens time(6) DEFAULT '09:00',
  closes time with time zone,
  lasts interval second(6),
  breaks interval,
  waits interval(6),
  calls timestamp[],
  notes varchar[]
);
CREATE INDEX ix_visit_begins ON visit (begins);
