CREATE TABLE vehicle (id int NOT NULL);
CREATE TABLE vessel (id int NOT NULL, sails bigint);
CREATE TABLE boat (id int NOT NULL, sails bigint, berth text) INHERITS (vessel);
CREATE TABLE log (id int, at date) PARTITION BY LIST (at);
CREATE TABLE log_2026 PARTITION OF log FOR VALUES IN ('2026-01-01');
