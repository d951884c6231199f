DROP VIEW sums;

DROP VIEW shop;

DROP MATERIALIZED VIEW prices;

DROP TRIGGER priced ON item;

DROP POLICY cheap ON item;

ALTER TABLE item ALTER COLUMN price TYPE bigint;

CREATE VIEW shop AS SELECT id, price FROM item;

COMMENT ON VIEW shop IS 'what is sold';

GRANT SELECT ON shop TO reader;

CREATE VIEW sums AS SELECT sum(price) AS total FROM shop;

CREATE MATERIALIZED VIEW prices AS SELECT price FROM item;

CREATE UNIQUE INDEX ix_prices ON prices USING btree (price);

CREATE TRIGGER priced BEFORE UPDATE OF price ON item FOR EACH ROW EXECUTE FUNCTION log_price();

CREATE POLICY cheap ON item USING (price < 10);
