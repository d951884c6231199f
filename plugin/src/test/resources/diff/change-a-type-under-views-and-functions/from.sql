CREATE ROLE reader;
CREATE TABLE item (
  id bigint PRIMARY KEY,
  price integer,
  title varchar(20)
);
CREATE FUNCTION log_price() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RETURN NEW;
END
$$;
CREATE TRIGGER priced BEFORE UPDATE OF price ON item FOR EACH ROW EXECUTE FUNCTION log_price();
CREATE POLICY cheap ON item USING (price < 10);
CREATE VIEW shop AS SELECT id, price FROM item;
COMMENT ON VIEW shop IS 'what is sold';
GRANT SELECT ON shop TO reader;
CREATE VIEW sums AS SELECT sum(price) AS total FROM shop;
CREATE MATERIALIZED VIEW prices AS SELECT price FROM item;
CREATE UNIQUE INDEX ix_prices ON prices (price);
CREATE VIEW titles AS SELECT title FROM item;
