-- warning server-default: the default changes from 'it''s' to 'back\slash'; existing rows keep their values
ALTER TABLE t ALTER COLUMN a SET DEFAULT 'back\slash';

-- warning server-default: the default changes from '{"a": 1}' to '{"a": 2}'; existing rows keep their values
ALTER TABLE t ALTER COLUMN b SET DEFAULT '{"a": 2}';

ALTER TABLE t ALTER COLUMN c SET DEFAULT now();

ALTER TABLE t ALTER COLUMN d DROP DEFAULT;

-- warning server-default: the default changes from '{}' to '{x}'; existing rows keep their values
ALTER TABLE t ALTER COLUMN e SET DEFAULT '{x}';
