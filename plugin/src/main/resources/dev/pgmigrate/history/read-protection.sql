-- One row: whether the journal's newest word on protection is that the database is protected; without one false when there
-- are other rows, and null when there are none.
SELECT (SELECT kind = 'protected'
        FROM {namespace}.migrate_history
        ORDER BY kind IN ('protected', 'unprotected') DESC, id DESC
        LIMIT 1) AS said,
       EXISTS (SELECT FROM {namespace}.migrate_history WHERE kind IN ('protected', 'unprotected')) AS certain
