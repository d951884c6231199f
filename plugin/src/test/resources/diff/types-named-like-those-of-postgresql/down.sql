COMMENT ON TYPE public.point IS NULL;

ALTER TABLE walk ALTER COLUMN towards SET DEFAULT 'north';

ALTER TABLE walk DROP COLUMN walker;

DROP DOMAIN public.name;

-- next step

ALTER TYPE public.point RENAME TO point_old;

CREATE TYPE public.point AS ENUM ('north', 'south');

ALTER TABLE walk
  ALTER COLUMN towards DROP DEFAULT,
  ALTER COLUMN towards TYPE public.point USING towards::text::public.point,
  ALTER COLUMN towards SET DEFAULT 'north';

DROP TYPE point_old;
