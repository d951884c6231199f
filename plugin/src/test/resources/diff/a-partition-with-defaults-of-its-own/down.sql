ALTER TABLE orders DETACH PARTITION orders_us;

DROP TABLE orders_us;

ALTER TABLE orders DETACH PARTITION orders_eu;

DROP TABLE orders_eu;
