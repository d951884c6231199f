CREATE ROLE golden_reader;
CREATE TABLE author (
  id bigint PRIMARY KEY,
  name varchar(100)
);
GRANT SELECT ON author TO golden_reader;
COMMENT ON TABLE author IS 'who writes';
