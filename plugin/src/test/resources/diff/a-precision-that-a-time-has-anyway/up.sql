ALTER TABLE visit
  ALTER COLUMN begins TYPE timestamp(6),
  ALTER COLUMN breaks TYPE interval,
  ALTER COLUMN calls TYPE timestamp[],
  ALTER COLUMN closes TYPE timetz,
  ALTER COLUMN ends TYPE timestamptz,
  ALTER COLUMN lasts TYPE interval second(6),
  ALTER COLUMN notes TYPE varchar[],
  ALTER COLUMN opens TYPE time(6),
  ALTER COLUMN waits TYPE interval(6);
