ALTER TYPE mood ADD VALUE 'worst' BEFORE 'sad';

ALTER TYPE mood ADD VALUE 'ok' AFTER 'sad';

ALTER TYPE mood ADD VALUE 'best';

-- next step

-- warning server-default: the default changes from 'sad' to 'ok'; existing rows keep their values
ALTER TABLE t ALTER COLUMN mood SET DEFAULT 'ok';
