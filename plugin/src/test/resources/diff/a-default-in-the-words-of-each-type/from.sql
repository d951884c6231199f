CREATE TABLE item (
  id integer PRIMARY KEY,
  code integer DEFAULT 0,
  rank varchar DEFAULT '0',
  price numeric(10,2) DEFAULT 1.50,
  open boolean DEFAULT true,
  label varchar(10) DEFAULT 'none'
);

INSERT INTO item VALUES (1, DEFAULT, DEFAULT, DEFAULT, DEFAULT, DEFAULT), (2, 7, '8', 2.25, false, 'some');
