-- warning primary-key-change: table title loses its primary key; all that uses it must change
ALTER TABLE title DROP CONSTRAINT title_pkey;

ALTER TABLE title ALTER COLUMN double DROP EXPRESSION;

-- warning data-loss: drops column title.size with its values
--   SELECT count(*) FROM title WHERE size IS NOT NULL;
ALTER TABLE title DROP COLUMN size;
