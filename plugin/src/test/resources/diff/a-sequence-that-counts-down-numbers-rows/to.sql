CREATE SEQUENCE debt_number INCREMENT BY -1;
CREATE TABLE debt (id int NOT NULL DEFAULT nextval('debt_number'), amount int);
