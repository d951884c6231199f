-- warning data-loss: drops table author with its rows
--   SELECT count(*) FROM author;
DROP TABLE author;
