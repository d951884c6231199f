-- recreates the structure; the values of vehicle.wheels are gone
ALTER TABLE vehicle ADD COLUMN wheels integer;

ALTER TABLE vehicle ALTER COLUMN wheels SET STATISTICS 1000;

-- recreates the structure; the rows of car are gone
CREATE TABLE car (
  doors integer
) INHERITS (vehicle);

ALTER TABLE car ALTER COLUMN wheels SET STATISTICS 500;
