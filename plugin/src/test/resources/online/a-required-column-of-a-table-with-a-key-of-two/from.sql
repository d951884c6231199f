CREATE TABLE item (tenant integer, "No" bigint, name text NOT NULL, PRIMARY KEY (tenant, "No"));
INSERT INTO item SELECT 1, n, 'item ' || n FROM generate_series(1, 20) n;
