-- a foreign key of a partitioned table
--
-- revision: 3f9c1a7be204
-- parent:   none
-- created:  2026-11-22T10:30:00Z

-- migrate:up
-- warning new-foreign-key-on-existing: fails if a row of event refers to no row of book
--   SELECT count(*) FROM event c WHERE c.id IS NOT NULL AND NOT EXISTS (SELECT FROM book p WHERE p.id = c.id);
-- warning foreign-key-without-index: no index of event begins with (id); each DELETE from book reads all of event
-- warning long-lock: checks all rows while nobody can write to event or book: PostgreSQL before 18 has no NOT VALID for this foreign key
ALTER TABLE event ADD CONSTRAINT fk_event FOREIGN KEY (id) REFERENCES book (id);

-- migrate:down
ALTER TABLE event DROP CONSTRAINT fk_event;
