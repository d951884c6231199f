CREATE TABLE visit (id integer, day date, note text, PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
CREATE TABLE visit_a PARTITION OF visit FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE bill (visit integer, day date, FOREIGN KEY (visit, day) REFERENCES visit);
CREATE TABLE log (id integer, note text);
INSERT INTO visit VALUES (1, '2024-02-03', 'a'), (2, '2024-03-04', 'b');
INSERT INTO bill VALUES (1, '2024-02-03');
INSERT INTO log VALUES (1, 'a'), (2, 'b');
