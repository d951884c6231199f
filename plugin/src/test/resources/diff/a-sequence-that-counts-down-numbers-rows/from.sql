CREATE TABLE debt (id int GENERATED ALWAYS AS IDENTITY, amount int);
INSERT INTO debt (amount) VALUES (7), (8);
