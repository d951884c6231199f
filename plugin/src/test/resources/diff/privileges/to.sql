CREATE ROLE golden_reader;
CREATE TABLE author (
  id bigint PRIMARY KEY,
  name varchar(100)
);
CREATE TABLE book (
  id bigint PRIMARY KEY,
  title varchar(100),
  price numeric(10, 2),
  author_id bigint
);
GRANT UPDATE (name) ON author TO golden_reader;
GRANT SELECT, INSERT ON book TO golden_reader WITH GRANT OPTION;
GRANT SELECT ON book TO PUBLIC;
REVOKE TRUNCATE ON book FROM CURRENT_USER;
