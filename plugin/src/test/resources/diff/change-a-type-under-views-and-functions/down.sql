DROP POLICY cheap ON item;

DROP TRIGGER priced ON item;

DROP MATERIALIZED VIEW prices;

DROP VIEW sums;

DROP VIEW shop;

ALTER TABLE item ALTER COLUMN price TYPE integer;

CREATE POLICY cheap ON item USING (price < 10);

CREATE TRIGGER priced BEFORE UPDATE OF price ON item FOR EACH ROW EXECUTE FUNCTION log_price();

CREATE MATERIALIZED VIEW prices AS SELECT price FROM item;

CREATE VIEW shop AS SELECT id, price FROM item;

COMMENT ON VIEW shop IS 'what is sold';

GRANT SELECT ON shop TO reader;

CREATE VIEW sums AS SELECT sum(price) AS total FROM shop;

CREATE UNIQUE INDEX ix_prices ON prices USING btree (price);
