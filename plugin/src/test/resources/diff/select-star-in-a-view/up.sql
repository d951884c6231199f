ALTER TABLE item ADD COLUMN priority integer;

CREATE OR REPLACE VIEW items AS
 SELECT id,
    title,
    priority
   FROM item i;
