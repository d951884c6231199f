CREATE TABLE line (
  invoice integer,
  position integer,
  PRIMARY KEY (invoice, position)
);
CREATE TABLE remark (
  position integer,
  invoice integer,
  stays_deferred integer,
  CONSTRAINT remark_line FOREIGN KEY (invoice, position) REFERENCES line (invoice, position),
  CONSTRAINT stays FOREIGN KEY (stays_deferred, invoice) REFERENCES line (position, invoice)
    DEFERRABLE INITIALLY DEFERRED
);
