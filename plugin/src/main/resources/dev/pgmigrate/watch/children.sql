-- One row per partition or child of these tables and indexes, of those below, too.
WITH RECURSIVE below AS (
  SELECT i.inhrelid FROM pg_inherits i WHERE i.inhparent = ANY (?::oid[])
  UNION
  SELECT i.inhrelid FROM below b JOIN pg_inherits i ON i.inhparent = b.inhrelid)
SELECT inhrelid FROM below
