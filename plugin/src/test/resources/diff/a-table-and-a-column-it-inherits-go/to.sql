CREATE TABLE vehicle (id int);
