CREATE TABLE item (id integer, title text);
CREATE VIEW items AS SELECT i.* FROM item i;
