ALTER TYPE public.point ADD VALUE 'east' AFTER 'north';

-- next step

CREATE DOMAIN public.name AS varchar(50)
  CONSTRAINT filled CHECK (VALUE <> '');

COMMENT ON CONSTRAINT filled ON DOMAIN public.name IS 'never empty';

ALTER TABLE walk ADD COLUMN walker public.name;

-- warning server-default: the default changes from 'north' to 'east'; existing rows keep their values
ALTER TABLE walk ALTER COLUMN towards SET DEFAULT 'east';

COMMENT ON TYPE public.point IS 'where to';
