CREATE TABLE seat (
  hall int,
  place int NOT NULL,
  price int DEFAULT 0 NOT NULL
);
ALTER TABLE seat ALTER COLUMN price DROP DEFAULT;
