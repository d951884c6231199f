ALTER TABLE city DROP CONSTRAINT city_country_fkey;

ALTER TABLE city DROP CONSTRAINT city_country_name_fkey;

ALTER TABLE country ALTER COLUMN area TYPE bigint;

-- warning new-foreign-key-on-existing: fails if a row of city refers to no row of country
--   SELECT count(*) FROM city c WHERE c.country IS NOT NULL AND NOT EXISTS (SELECT FROM country p WHERE p.code = c.country);
-- warning foreign-key-without-index: no index of city begins with (country); each DELETE from country reads all of city
ALTER TABLE city ADD CONSTRAINT city_country_fkey FOREIGN KEY (country) REFERENCES country (code);

-- warning new-foreign-key-on-existing: fails if a row of city refers to no row of country
--   SELECT count(*) FROM city c WHERE c.country_name IS NOT NULL AND NOT EXISTS (SELECT FROM country p WHERE p.name = c.country_name);
-- warning foreign-key-without-index: no index of city begins with (country_name); each DELETE from country reads all of city
ALTER TABLE city ADD CONSTRAINT city_country_name_fkey FOREIGN KEY (country_name) REFERENCES country (name);
