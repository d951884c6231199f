CREATE TYPE mood AS ENUM ('calm', 'cross');
CREATE CAST (varchar AS mood) WITH INOUT AS IMPLICIT;
CREATE CAST (mood AS varchar) WITH INOUT AS IMPLICIT;
CREATE TABLE animal (id bigint PRIMARY KEY, mood mood NOT NULL, name varchar(100), age integer);
