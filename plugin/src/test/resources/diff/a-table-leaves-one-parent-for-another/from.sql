CREATE TABLE vehicle (id int NOT NULL, wheels int);
CREATE TABLE vessel (id int NOT NULL, sails int);
CREATE TABLE boat (id int NOT NULL, wheels int, berth text) INHERITS (vehicle);
CREATE TABLE log (id int, at date) PARTITION BY RANGE (at);
CREATE TABLE log_2026 PARTITION OF log FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
