CREATE TABLE thing (id int NOT NULL, CONSTRAINT thing_id CHECK (id > 0));
CREATE TABLE vehicle (wheels int, CONSTRAINT few_wheels CHECK (wheels < 20)) INHERITS (thing);
COMMENT ON CONSTRAINT few_wheels ON vehicle IS 'not a centipede';
CREATE TABLE boat (id int NOT NULL, wheels int);
CREATE TABLE car (id int NOT NULL, wheels int, doors int) INHERITS (vehicle);
CREATE TABLE log (id int, at date, CONSTRAINT log_id CHECK (id > 0)) PARTITION BY RANGE (at);
CREATE TABLE log_2025 PARTITION OF log FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE log_2026 (id int, at date);
