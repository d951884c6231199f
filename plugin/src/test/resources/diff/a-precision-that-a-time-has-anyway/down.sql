-- warning cast-can-fail: visit.notes changes from varchar[] to varchar(20)[]; fails if a value does not fit
--   SELECT count(*) FROM visit WHERE EXISTS (SELECT FROM unnest(notes) AS e WHERE length(e::text) > 20);
ALTER TABLE visit
  ALTER COLUMN waits TYPE interval hour to second,
  ALTER COLUMN opens TYPE time,
  ALTER COLUMN notes TYPE varchar(20)[],
  ALTER COLUMN lasts TYPE interval,
  ALTER COLUMN ends TYPE timestamptz(6),
  ALTER COLUMN closes TYPE timetz(6),
  ALTER COLUMN calls TYPE timestamp(6)[],
  ALTER COLUMN breaks TYPE interval second(6),
  ALTER COLUMN begins TYPE timestamp;
