ALTER TABLE visit ALTER COLUMN waits TYPE interval hour to second;

ALTER TABLE visit ALTER COLUMN opens TYPE time;

ALTER TABLE visit ALTER COLUMN notes TYPE varchar(20)[];

ALTER TABLE visit ALTER COLUMN lasts TYPE interval;

ALTER TABLE visit ALTER COLUMN ends TYPE timestamptz(6);

ALTER TABLE visit ALTER COLUMN closes TYPE timetz(6);

ALTER TABLE visit ALTER COLUMN calls TYPE timestamp(6)[];

ALTER TABLE visit ALTER COLUMN breaks TYPE interval second(6);

ALTER TABLE visit ALTER COLUMN begins TYPE timestamp;
