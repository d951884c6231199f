DROP INDEX seat_id;

-- recreates the structure, but cannot restore the values of seat.first
ALTER TABLE seat ADD COLUMN first varchar(20);

-- warning data-loss: loses the values of seat.label
ALTER TABLE seat DROP COLUMN label;

ALTER TABLE seat ADD COLUMN label text GENERATED ALWAYS AS (first || '!') STORED;

-- warning new-unique-on-existing: fails if two rows of seat have the same id
--   SELECT id, count(*) FROM seat WHERE id IS NOT NULL GROUP BY id HAVING count(*) > 1;
CREATE UNIQUE INDEX seat_id ON seat (id) INCLUDE (label);

ALTER TABLE member DROP CONSTRAINT member_key;

ALTER TABLE member
  ALTER COLUMN name TYPE varchar(40),
  ALTER COLUMN name SET DEFAULT 'x';

-- warning data-loss: loses the values of member.upper_name
ALTER TABLE member DROP COLUMN upper_name;

ALTER TABLE member ADD COLUMN upper_name text GENERATED ALWAYS AS (upper(name)) STORED NOT NULL;

-- warning new-unique-on-existing: fails if two rows of member have the same name and upper_name
--   SELECT name, upper_name, count(*) FROM member GROUP BY name, upper_name HAVING count(*) > 1;
ALTER TABLE member ADD CONSTRAINT member_key PRIMARY KEY (name, upper_name) INCLUDE (name);
