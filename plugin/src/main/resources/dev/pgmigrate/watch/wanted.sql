  SELECT unnest(?::oid[]) AS oid
  UNION
  SELECT i.indrelid
  FROM unnest(?::oid[]) AS given (oid)
  CROSS JOIN LATERAL (SELECT x.indrelid FROM pg_index x WHERE x.indexrelid = given.oid OFFSET 0) i
