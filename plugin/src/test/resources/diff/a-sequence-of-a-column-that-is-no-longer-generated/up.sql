-- warning primary-key-change: table title loses its primary key; what refers to rows by it must follow
ALTER TABLE title DROP CONSTRAINT title_pkey;

ALTER TABLE title ALTER COLUMN double DROP EXPRESSION;

-- warning data-loss: drops column title.size with its values
--   SELECT count(*) FROM title WHERE size IS NOT NULL;
ALTER TABLE title DROP COLUMN size;
