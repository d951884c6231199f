CREATE TABLE visit (id integer, day date, note text, PRIMARY KEY (id, day)) PARTITION BY HASH (id);
CREATE TABLE visit_a PARTITION OF visit FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE visit_b PARTITION OF visit FOR VALUES WITH (MODULUS 2, REMAINDER 1);
CREATE TABLE bill (visit integer, day date, FOREIGN KEY (visit, day) REFERENCES visit);
CREATE TABLE log (id integer, note text) PARTITION BY LIST (note);
CREATE TABLE log_a PARTITION OF log FOR VALUES IN ('a');
CREATE TABLE log_rest PARTITION OF log DEFAULT;
