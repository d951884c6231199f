CREATE TABLE visit (
  begins timestamp,
  ends timestamp(6) with time zone,
  opens time DEFAULT '09:00',
  closes time(6) with time zone,
  lasts interval,
  breaks interval second(6),
  waits interval hour to second,
  calls timestamp(6)[],
  notes varchar(20)[]
);
CREATE INDEX ix_visit_begins ON visit (begins);
INSERT INTO visit VALUES ('2024-01-02 03:04:05.123456', '2024-01-02 03:04:05.123456+00',
  '10:00:00.000001', '18:00+02', '1 day 00:00:00.5', '00:00:07.25', '09:00', '{2024-01-02 00:00:00.1}', '{a}');
