CREATE ROLE golden_clerk;
CREATE ROLE golden_keeper;
CREATE TABLE item (
  id bigint PRIMARY KEY,
  price bigint
);
CREATE VIEW shop AS SELECT id, price FROM item;
ALTER VIEW shop OWNER TO golden_keeper;
GRANT SELECT (price) ON shop TO golden_clerk;
CREATE FUNCTION total() RETURNS bigint LANGUAGE sql
BEGIN ATOMIC
  SELECT sum(price)::bigint FROM item;
END;
ALTER FUNCTION total() OWNER TO golden_keeper;
REVOKE EXECUTE ON FUNCTION total() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION total() TO golden_clerk;
