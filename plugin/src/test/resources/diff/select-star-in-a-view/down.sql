DROP VIEW items;

CREATE VIEW items AS
 SELECT id,
    title
   FROM item i;

ALTER TABLE item DROP COLUMN priority;
