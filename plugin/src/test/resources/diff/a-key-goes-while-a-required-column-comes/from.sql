CREATE TABLE seat (
  hall int,
  place int,
  PRIMARY KEY (hall, place)
);
