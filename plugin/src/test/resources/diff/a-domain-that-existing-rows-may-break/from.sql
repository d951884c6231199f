CREATE DOMAIN age AS smallint;
CREATE DOMAIN adult AS age;
CREATE DOMAIN unused AS text;
CREATE TABLE person (id bigint PRIMARY KEY, age adult);
