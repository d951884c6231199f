DROP TABLE orders_us;

DROP TABLE orders_eu;
