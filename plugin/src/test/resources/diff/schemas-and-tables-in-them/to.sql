CREATE SCHEMA sales;
COMMENT ON SCHEMA sales IS 'who sells';
CREATE TYPE sales.state AS ENUM ('open', 'closed');
CREATE TABLE sales.orders (id integer PRIMARY KEY, state sales.state DEFAULT 'open');
CREATE TABLE item (order_id integer CONSTRAINT fk_order REFERENCES sales.orders);
CREATE INDEX ix_state ON sales.orders (state);
