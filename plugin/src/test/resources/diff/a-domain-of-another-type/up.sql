ALTER DOMAIN heading RENAME TO heading_old;

CREATE DOMAIN heading AS text COLLATE "C";

ALTER TABLE book ALTER COLUMN title TYPE heading USING title::text::heading;

DROP DOMAIN heading_old;

ALTER DOMAIN price RENAME TO price_old;

CREATE DOMAIN price AS numeric(12,4)
  CONSTRAINT not_negative CHECK (VALUE >= 0);

ALTER TABLE book
  ALTER COLUMN price DROP DEFAULT,
  ALTER COLUMN price TYPE price USING price::text::price,
  ALTER COLUMN price SET DEFAULT 0;

DROP DOMAIN price_old;
