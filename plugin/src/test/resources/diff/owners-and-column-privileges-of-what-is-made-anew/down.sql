DROP FUNCTION total();

DROP VIEW shop;

ALTER TABLE item ALTER COLUMN price TYPE integer;

CREATE FUNCTION total()
 RETURNS bigint
 LANGUAGE sql
BEGIN ATOMIC
 SELECT sum(item.price) AS sum
    FROM item;
END;

ALTER FUNCTION total() OWNER TO golden_keeper;

GRANT EXECUTE ON FUNCTION total() TO golden_clerk;

REVOKE EXECUTE ON FUNCTION total() FROM PUBLIC;

CREATE VIEW shop AS
 SELECT id,
    price
   FROM item;

ALTER VIEW shop OWNER TO golden_keeper;

GRANT SELECT (price) ON shop TO golden_clerk;
