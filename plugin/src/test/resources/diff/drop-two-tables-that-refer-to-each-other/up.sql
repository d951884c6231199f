ALTER TABLE chicken DROP CONSTRAINT fk_egg;

ALTER TABLE egg DROP CONSTRAINT fk_chicken;

-- warning data-loss: drops table chicken with its rows
--   SELECT count(*) FROM chicken;
DROP TABLE chicken;

-- warning data-loss: drops table egg with its rows
--   SELECT count(*) FROM egg;
DROP TABLE egg;
