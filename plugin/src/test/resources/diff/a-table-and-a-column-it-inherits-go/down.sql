-- recreates the structure, but cannot restore the values of vehicle.wheels
ALTER TABLE vehicle ADD COLUMN wheels integer;

ALTER TABLE vehicle ALTER COLUMN wheels SET STATISTICS 1000;

-- recreates the structure, but cannot restore the rows of car
CREATE TABLE car (
  doors integer
) INHERITS (vehicle);

ALTER TABLE car ALTER COLUMN wheels SET STATISTICS 500;
