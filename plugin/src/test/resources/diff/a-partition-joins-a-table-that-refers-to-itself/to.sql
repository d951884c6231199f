CREATE TABLE part (
  id integer,
  year integer,
  whole integer,
  PRIMARY KEY (id, year),
  CONSTRAINT belongs FOREIGN KEY (whole, year) REFERENCES part (id, year)
) PARTITION BY LIST (year);
CREATE TABLE part_24 (
  id integer NOT NULL,
  year integer NOT NULL,
  whole integer,
  PRIMARY KEY (id, year)
);
CREATE TABLE part_25 PARTITION OF part FOR VALUES IN (2025);
