DROP VIEW shop;

DROP FUNCTION total();

ALTER TABLE item ALTER COLUMN price TYPE bigint;

CREATE VIEW shop AS
 SELECT id,
    price
   FROM item;

ALTER VIEW shop OWNER TO golden_keeper;

GRANT SELECT (price) ON shop TO golden_clerk;

CREATE FUNCTION total()
 RETURNS bigint
 LANGUAGE sql
BEGIN ATOMIC
 SELECT (sum(item.price))::bigint AS sum
    FROM item;
END;

ALTER FUNCTION total() OWNER TO golden_keeper;

GRANT EXECUTE ON FUNCTION total() TO golden_clerk;

REVOKE EXECUTE ON FUNCTION total() FROM PUBLIC;
