CREATE TYPE stage AS ENUM ('draft', 'live', 'gone');
CREATE TABLE page (
  id bigint PRIMARY KEY,
  slug text NOT NULL,
  stage stage NOT NULL,
  CONSTRAINT page_slug_excl EXCLUDE USING btree (slug WITH =) WHERE (stage >= 'live')
);
