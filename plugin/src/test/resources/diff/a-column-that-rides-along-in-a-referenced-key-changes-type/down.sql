ALTER TABLE city DROP CONSTRAINT city_country_name_fkey;

ALTER TABLE city DROP CONSTRAINT city_country_fkey;

-- warning cast-can-fail: country.area changes from bigint to integer; fails if a value does not fit
--   SELECT count(*) FROM country WHERE area NOT BETWEEN -2147483648 AND 2147483647;
ALTER TABLE country ALTER COLUMN area TYPE integer;

-- warning new-foreign-key-on-existing: fails if a row of city refers to no row of country
--   SELECT count(*) FROM city c WHERE c.country_name IS NOT NULL AND NOT EXISTS (SELECT FROM country p WHERE p.name = c.country_name);
ALTER TABLE city ADD CONSTRAINT city_country_name_fkey FOREIGN KEY (country_name) REFERENCES country (name);

-- warning new-foreign-key-on-existing: fails if a row of city refers to no row of country
--   SELECT count(*) FROM city c WHERE c.country IS NOT NULL AND NOT EXISTS (SELECT FROM country p WHERE p.code = c.country);
ALTER TABLE city ADD CONSTRAINT city_country_fkey FOREIGN KEY (country) REFERENCES country (code);
