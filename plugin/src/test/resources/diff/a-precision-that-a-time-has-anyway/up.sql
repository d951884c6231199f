ALTER TABLE visit ALTER COLUMN begins TYPE timestamp(6);

ALTER TABLE visit ALTER COLUMN breaks TYPE interval;

ALTER TABLE visit ALTER COLUMN calls TYPE timestamp[];

ALTER TABLE visit ALTER COLUMN closes TYPE timetz;

ALTER TABLE visit ALTER COLUMN ends TYPE timestamptz;

ALTER TABLE visit ALTER COLUMN lasts TYPE interval second(6);

ALTER TABLE visit ALTER COLUMN notes TYPE varchar[];

ALTER TABLE visit ALTER COLUMN opens TYPE time(6);

ALTER TABLE visit ALTER COLUMN waits TYPE interval(6);
