CREATE TABLE line (
  invoice integer,
  position integer,
  PRIMARY KEY (invoice, position)
);
CREATE TABLE remark (
  position integer,
  invoice integer,
  stays_deferred integer,
  CONSTRAINT remark_line FOREIGN KEY (position, invoice) REFERENCES line (position, invoice),
  CONSTRAINT stays FOREIGN KEY (invoice, stays_deferred) REFERENCES line (invoice, position)
);
INSERT INTO line VALUES (1, 2);
INSERT INTO remark VALUES (2, 1, 2);
