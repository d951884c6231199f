-- a value of an enum and its first use
--
-- revision: 3f9c1a7be204
-- parent:   none
-- created:  2026-11-22T10:30:00Z

-- migrate:up
ALTER TYPE state ADD VALUE 'draft' BEFORE 'new';

-- migrate:up
ALTER TABLE author ADD COLUMN state state DEFAULT 'draft' NOT NULL;

-- migrate:up
-- warning server-default: the default changes from 'new' to 'draft'; rows that are there keep their values
ALTER TABLE book ALTER COLUMN state SET DEFAULT 'draft';

-- migrate:down
ALTER TABLE book ALTER COLUMN state SET DEFAULT 'new';

-- migrate:down
ALTER TABLE author DROP COLUMN state;

-- migrate:down
-- warning long-lock: writes all rows anew while nobody can read book
ALTER TYPE state RENAME TO state_old;

CREATE TYPE state AS ENUM ('new', 'old');

ALTER TABLE book
  ALTER COLUMN state DROP DEFAULT,
  ALTER COLUMN state TYPE state USING state::text::state,
  ALTER COLUMN state SET DEFAULT 'new';

DROP TYPE state_old;
