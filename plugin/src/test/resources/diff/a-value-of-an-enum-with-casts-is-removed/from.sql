CREATE TYPE mood AS ENUM ('calm', 'cross', 'gone');
CREATE CAST (varchar AS mood) WITH INOUT AS IMPLICIT;
CREATE CAST (mood AS varchar) WITH INOUT AS IMPLICIT;
CREATE TABLE animal (id bigint PRIMARY KEY, mood mood, name varchar(255));
