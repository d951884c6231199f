-- What JPA cannot state. These statements run after those of the entities.

-- Search inside the free attributes of a product.
CREATE INDEX ix_product_attributes ON product USING gin (attributes jsonb_path_ops);

-- One account per e-mail address, however it is spelled.
CREATE UNIQUE INDEX uq_customer_email ON customer (lower(email));

-- The desk looks at open orders only.
CREATE INDEX ix_purchase_order_open ON sales.purchase_order (placed_at) WHERE state = 0;
