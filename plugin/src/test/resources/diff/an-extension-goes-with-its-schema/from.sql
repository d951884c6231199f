CREATE SCHEMA tools;
CREATE EXTENSION citext SCHEMA tools;
CREATE TABLE member (id int PRIMARY KEY, email tools.citext);
INSERT INTO member VALUES (1, 'A@b.c');
