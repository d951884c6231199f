-- extension btree_gist
--
-- revision: 5e1f0c7a9b3d
-- parent:   none
-- created:  2026-11-01T09:00:00Z

-- migrate:up
CREATE EXTENSION btree_gist;

-- migrate:down
DROP EXTENSION btree_gist;
