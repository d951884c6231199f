ALTER TABLE booking DROP CONSTRAINT no_overlap;
