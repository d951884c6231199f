CREATE TABLE item (
  id integer PRIMARY KEY,
  code varchar(9) DEFAULT '0',
  rank integer DEFAULT 0,
  price text DEFAULT '1.50',
  open text DEFAULT 'true',
  label text DEFAULT 'none'
);
