DROP INDEX author_upper_idx;

ALTER TABLE author ALTER COLUMN upper DROP EXPRESSION;

-- warning new-unique-on-existing: fails if two rows of author have the same id
--   SELECT id, count(*) FROM author WHERE id IS NOT NULL GROUP BY id HAVING count(*) > 1;
ALTER TABLE author ADD CONSTRAINT author_id UNIQUE (id);
