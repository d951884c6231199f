CREATE TABLE item (id integer, title text, priority integer);
CREATE VIEW items AS SELECT i.* FROM item i;
